using Sweep.Cli.Engine;
using Sweep.Cli.Tests.Support;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Roots;

namespace Sweep.Cli.Tests.Engine;

public sealed class OpenRootTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_root_whose_store_cannot_be_opened_is_not_locked()
    {
        var root = SweepRoot.At(folder.Path);
        folder.Write(Path.GetFileName(root.Database), "This is no database, and long enough to be seen as none: it has more bytes than the header of one.");

        Assert.Throws<StoreException>(() => OpenRoot.Acquire(root, TimeProvider.System));

        root.Acquire(TimeProvider.System).Dispose();
    }

    [Fact]
    public void An_open_root_is_locked_until_it_is_disposed()
    {
        var root = SweepRoot.At(folder.Path);
        var open = OpenRoot.Acquire(root, TimeProvider.System);

        Assert.Throws<RootInUseException>(() => OpenRoot.Acquire(root, TimeProvider.System));
        open.Dispose();
        open.Dispose();

        OpenRoot.Acquire(root, TimeProvider.System).Dispose();
    }
}
