using Sweep.GpuNode.Trainers;

namespace Sweep.GpuNode.Tests.Support;

/// <summary>A trainer that is a shell script: it says what it is told to say, and dies as it is told to die.</summary>
internal sealed class ScriptedTrainer : IDisposable
{
    /// <summary>Waits for the next message and forgets it.</summary>
    public const string Hear = "dd bs=65536 count=1 of=/dev/null 2>/dev/null";

    private readonly TemporaryFolder folder = new();
    private int files;

    /// <summary>A command that says messages.</summary>
    public string Say(params object[] messages)
    {
        var file = folder[$"frames-{files++}"];
        using var stream = File.Create(file);
        foreach (var message in messages)
        {
            TrainerFrames.Write(stream, message);
        }

        return $"cat {file}";
    }

    public string Ready => Say(new TrainerReady(1));

    /// <param name="commands">One after the other.</param>
    public TrainerOptions Script(params string[] commands) => new("sh", ["-c", string.Join("; ", commands)])
    {
        EndGrace = TimeSpan.FromMilliseconds(200),
        Starts = 2,
    };

    public void Dispose() => folder.Dispose();
}
