using Sweep.Coordinator.Results;
using Sweep.Messages.Events;

namespace Sweep.Cli.Drill;

/// <summary>
/// Attempts that were taken for failed more than once, which uses up the retries of a run that did nothing. The study of a drill has so many
/// retries that its result would not tell. Pure.
/// </summary>
public static class RepeatedFailures
{
    private static readonly string Failed = SweepEventNames.NameOf<SweepEvent.RunFailed>();

    /// <param name="history">Of one sweep.</param>
    public static IEnumerable<string> In(IEnumerable<EventRow> history) =>
        from line in history
        where line.Kind == Failed
        group line by (line.Run, line.Attempt) into said
        where said.Count() > 1
        select $"attempt {said.Key.Attempt} of run {said.Key.Run} failed once and was counted {said.Count()} times";
}
