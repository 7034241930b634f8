using Sweep.Coordinator.Roots;
using Sweep.Coordinator.Tests.Support;

namespace Sweep.Coordinator.Tests.Roots;

public sealed class SweepRootTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Acquiring_makes_the_folders_and_says_who_has_it()
    {
        var root = SweepRoot.At(folder["data"]);

        using var held = root.Acquire(TimeProvider.System);

        Assert.All([root.Checkpoints, root.Artifacts, root.Logs], path => Assert.True(Directory.Exists(path)));
        Assert.Equal(Environment.ProcessId, held.Holder.ProcessId);
    }

    [Fact]
    public void A_root_is_made_beside_who_has_it_and_taken_by_nobody()
    {
        var root = SweepRoot.At(folder["data"]);

        Assert.Same(root, root.Make());

        using var held = root.Acquire(TimeProvider.System);
        root.Make();
        Assert.All([root.Checkpoints, root.Artifacts, root.Logs], path => Assert.True(Directory.Exists(path)));
    }

    [Fact]
    public void Second_process_is_refused_with_the_process_id_of_the_first()
    {
        using var child = ChildProcess.HoldingRoot(folder.Path);
        Assert.Equal("held", child.ReadLine());

        var error = Assert.Throws<RootInUseException>(() => SweepRoot.At(folder.Path).Acquire(TimeProvider.System));

        Assert.Equal(child.Id, error.Holder?.ProcessId);
        Assert.Contains($"process {child.Id}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lock_of_a_killed_process_is_no_obstacle()
    {
        using (var child = ChildProcess.HoldingRoot(folder.Path))
        {
            Assert.Equal("held", child.ReadLine());
            child.Kill();
        }

        using var held = SweepRoot.At(folder.Path).Acquire(TimeProvider.System);

        Assert.Equal(Environment.ProcessId, held.Holder.ProcessId);
    }

    [Fact]
    public void Root_can_be_taken_again_after_it_was_given_back()
    {
        SweepRoot.At(folder.Path).Acquire(TimeProvider.System).Dispose();

        SweepRoot.At(folder.Path).Acquire(TimeProvider.System).Dispose();
    }

    [Fact]
    public void Same_process_cannot_take_a_root_twice()
    {
        using var held = SweepRoot.At(folder.Path).Acquire(TimeProvider.System);

        Assert.Throws<RootInUseException>(() => SweepRoot.At(folder.Path).Acquire(TimeProvider.System));
    }

    [Fact]
    public void Root_that_cannot_be_made_names_folder_and_remedy()
    {
        File.WriteAllText(folder["file"], "");

        var error = Assert.Throws<RootException>(() => SweepRoot.At(folder["file"]).Acquire(TimeProvider.System));

        Assert.Contains(folder["file"], error.Message, StringComparison.Ordinal);
        Assert.Contains("--root", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_a_root_that_is_not_there_makes_nothing()
    {
        var error = Assert.Throws<RootException>(() => SweepRoot.OpenForReading(folder["absent"]));

        Assert.Contains("sweep run", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["absent"]));
    }
}
