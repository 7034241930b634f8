using Sweep.GpuNode.Artifacts;
using Sweep.GpuNode.Tests.Support;
using Sweep.Messages.Artifacts;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Tests.Artifacts;

public sealed class ArtifactStoreTests : IDisposable
{
    private static readonly RunId Run = new(new SweepId("some-1"), 3);
    private static readonly RunKey Key = SomeCheckpoint.Key();

    private readonly TemporaryFolder temporary = new();
    private readonly List<string> problems = [];
    private readonly ArtifactStore store;

    public ArtifactStoreTests() => store = new ArtifactStore(temporary["artifacts"], problems.Add);

    private string File => temporary["artifacts", Key.ToString()[..2], Key.ToString(), "test.safetensors"];

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void What_a_run_leaves_comes_back()
    {
        store.Keep(Run, Key, Some);

        var (kept, found) = (Some(), ArtifactStore.Read(store.Find(Key)!));
        Assert.Equal((kept.Height, kept.Width, kept.Samples, kept.Components), (found.Height, found.Width, found.Samples, found.Components));
        Assert.Equal(kept.Labels, found.Labels.AsEnumerable());
        Assert.Equal(kept.Originals, found.Originals.AsEnumerable());
        Assert.Equal(kept.Noisy, found.Noisy.AsEnumerable());
        Assert.Equal(kept.Reconstructions, found.Reconstructions.AsEnumerable());
        Assert.Equal(kept.Errors, found.Errors.AsEnumerable());
        Assert.Equal(kept.Codes, found.Codes.AsEnumerable());
        Assert.Equal(kept.Explained, found.Explained.AsEnumerable());
        Assert.Empty(problems);
    }

    [Fact]
    public void The_same_run_leaves_the_same_bytes()
    {
        store.Keep(Run, Key, Some);
        var first = System.IO.File.ReadAllBytes(File);

        store.Keep(Run, Key, Some);

        Assert.Equal(first, System.IO.File.ReadAllBytes(File));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(File)!));
    }

    [Fact]
    public void What_a_run_does_not_have_is_empty()
    {
        store.Keep(Run, Key, () => Some() with { Noisy = [], Codes = [], Explained = [] });

        var found = ArtifactStore.Read(store.Find(Key)!);
        Assert.Equal((0, 0, 0), (found.Noisy.Length, found.Codes.Length, found.Components));
    }

    [Fact]
    public void A_run_without_anything_to_show_leaves_nothing()
    {
        store.Keep(Run, Key, () => null);

        Assert.False(store.Has(Key));
        Assert.Null(store.Find(Key));
        Assert.Empty(problems);
    }

    [Fact]
    public void A_failure_is_told_and_goes_no_further()
    {
        store.Keep(Run, Key, () => throw new InvalidOperationException("No memory."));

        Assert.Equal("Run some-1/3 completes without its artifacts, so figures will lack them: No memory.", Assert.Single(problems));
        Assert.False(store.Has(Key));
    }

    [Theory]
    [InlineData(28)]
    [InlineData(122)]
    public void A_full_disk_is_not_passed_over(int errno)
    {
        var problem = store.Keep(Run, Key, () => throw new IOException("No space left : 'x'", errno));

        Assert.Equal(
            $"The artifacts {File} could not be written: No space left : 'x'. Make room on that disk, or choose another --root, and resume the sweep.", problem);
        Assert.Empty(problems);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_told()
    {
        System.IO.File.WriteAllText(temporary["artifacts"], "a file");

        store.Keep(Run, Key, Some);

        Assert.Contains("completes without its artifacts", Assert.Single(problems));
    }

    [Fact]
    public void Being_stopped_is_no_problem()
    {
        store.Keep(Run, Key, () => throw new OperationCanceledException());

        Assert.Empty(problems);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(300)]
    public void A_torn_file_is_refused(int length)
    {
        store.Keep(Run, Key, Some);
        using (var file = System.IO.File.OpenWrite(File))
        {
            file.SetLength(length);
        }

        Assert.Throws<InvalidDataException>(() => ArtifactStore.Read(store.Find(Key)!));
    }

    private static TestArtifacts Some() => new(2, 3, [1, 2, 3])
    {
        Originals = [.. Enumerable.Range(0, 12).Select(i => (byte)i)],
        Noisy = [.. Enumerable.Range(20, 12).Select(i => (byte)i)],
        Reconstructions = [.. Enumerable.Range(40, 12).Select(i => (byte)i)],
        Errors = [0.5f, 0.25f, 0.125f],
        Codes = [1, -1, 0.5f, 2, 3, 4],
        Explained = [0.75f, 0.25f],
    };
}
