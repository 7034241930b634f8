using System.Net.ServerSentEvents;
using System.Text.Json;
using Sweep.Cli.Engine;
using Sweep.Cli.Sources;
using Sweep.Messages;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;

namespace Sweep.Cli.Servers;

/// <summary>
/// Watches a sweep by the events that a coordinator sends. Where these break off, because the coordinator ended or the network did, it connects
/// again; what happens meanwhile is not told.
/// </summary>
internal sealed class ServerWatch(SweepServer server, string path, IProgressDisplay display, Action<string> note, TimeProvider clock)
{
    /// <summary>A coordinator says something every few seconds, if only that nobody is in charge.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestAbsence = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    private readonly QuietNotes notes = new(note);

    // When the last event came; null before the first, which is awaited only once.
    private long? heard;
    private int failures;

    /// <returns>How it ended.</returns>
    /// <exception cref="CommandFailed">The coordinator refuses, or cannot be reached for two minutes.</exception>
    public async Task<SweepStatus> RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await foreach (var item in server.EventsAsync(path, Parse, LongestSilence, cancellation))
                {
                    (heard, failures) = (clock.GetTimestamp(), 0);
                    if (Show(item.EventType, item.Data) is { } ended)
                    {
                        return ended;
                    }
                }

                throw CommandFailed.Infrastructure($"{server} has ended the conversation.");
            }
            catch (CommandFailed away) when (MayComeBack(away))
            {
                notes.Say(away.Message);
            }

            await Task.Delay(Backoff.Delay(++failures, FirstDelay, LongestDelay), clock, cancellation);
        }
    }

    private bool MayComeBack(CommandFailed away) =>
        away.ExitCode == ExitCode.Infrastructure && heard is { } last && clock.GetElapsedTime(last) < LongestAbsence;

    private static object? Parse(string name, ReadOnlySpan<byte> data) => name switch
    {
        "left-out" => JsonSerializer.Deserialize<JsonElement>(data),
        _ when ProtocolNames.IsKnown(name) => ProtocolJson.Read(name, data),
        _ => null,
    };

    private SweepStatus? Show(string name, object? message)
    {
        if (name != "silence")
        {
            notes.IsWell();
        }

        switch (message)
        {
            case RunEvent happened:
                display.Show(happened);
                break;
            case SweepProgress now:
                display.Show(now);
                return now.Status.Digest is null ? null : now.Status;
            case SweepRejected rejected:
                throw new SweepRejectedException(rejected.Reason);
            case JsonElement leftOut:
                note($"sweep: {leftOut.GetProperty("events")} events left out: they come faster than they are read");
                break;
            default:
                if (name == "silence")
                {
                    notes.Say("no coordinator says anything at the moment; it goes on as soon as one is in charge");
                }

                break;
        }

        return null;
    }
}
