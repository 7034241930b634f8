using Sweep.GpuNode.Devices;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Trainers;

/// <summary>The trainer's side of <c>TrainerProtocol.cs</c>: trains what it is sent until its input ends.</summary>
public sealed class TrainerHost(ITraining training, Stream input, Stream output)
{
    private readonly Lock writing = new();

    // Touched by the thread that reads; the training's threads only clear it.
    private volatile Bundle? current;

    /// <summary>Whether a bundle is in training.</summary>
    public bool IsTraining => current is not null;

    /// <summary>Answers until the node closes its side or is dead.</summary>
    /// <exception cref="InvalidDataException">What came is no message for a trainer.</exception>
    public void Run()
    {
        Say(new TrainerReady(Environment.ProcessId));
        while (TrainerFrames.Read(input) is { } message)
        {
            switch (message)
            {
                case AssignBundle assignment when current is null:
                    Begin(assignment);
                    break;
                case StopBundle stop:
                    if (current is { } bundle && bundle.Id == stop.Bundle)
                    {
                        bundle.Stop.Cancel();
                    }

                    break;
                default:
                    throw new InvalidDataException($"A trainer does not expect {message} now.");
            }
        }
    }

    /// <summary>Puts a line into the node's log.</summary>
    public void Note(string text) => Say(new TrainerNote(text));

    private void Begin(AssignBundle assignment)
    {
        var bundle = new Bundle(assignment.Bundle, new CancellationTokenSource());
        current = bundle;
        training.Begin(
            assignment,
            Say,
            () =>
            {
                current = null;
                Say(new BundleDone(bundle.Id));
            },
            bundle.Stop.Token);
    }

    private void Say(object message)
    {
        lock (writing)
        {
            try
            {
                TrainerFrames.Write(output, message);
            }
            catch (IOException)
            {
                // The node is gone; the end of the input says so too.
            }
        }
    }

    private sealed record Bundle(BundleId Id, CancellationTokenSource Stop);
}
