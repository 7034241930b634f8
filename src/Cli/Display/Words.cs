using System.Globalization;
using Sweep.Coordinator.Documents;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Display;

/// <summary>How figures, states and reasons read.</summary>
public static class Words
{
    /// <summary>Six significant digits: <c>20.3125</c>, <c>0.00123</c>, <c>NaN</c>.</summary>
    public static string Figure(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary><c>psnr=20.3125 test_loss=0.0123</c>.</summary>
    public static string Figures(MetricSet metrics) => string.Join(' ', metrics.Select(metric => $"{metric.Key}={Figure(metric.Value)}"));

    /// <summary><c>0.42 s</c>, <c>59 s</c>, <c>4:05</c> minutes, <c>1:02:03</c> hours, <c>2 d 3 h</c>.</summary>
    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0#} s"),
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(duration.TotalSeconds)} s"),
        { TotalHours: < 1 } => duration.ToString(@"m\:ss", CultureInfo.InvariantCulture),
        { TotalDays: < 1 } => duration.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture),
        _ => $"{duration.Days} d {duration.Hours} h",
    };

    public static string Best(BestRun? best) => best is null ? "none" : $"{best.Run.Index} {best.Metric}={Figure(best.Value)}";

    /// <summary>Of a sweep that begins or goes on: <c>, 4 have their result already</c>, or nothing.</summary>
    public static string Already(int reused) => reused > 0 ? $", {reused} have their result already" : "";

    /// <summary>To who submits a study of which there is nothing left to train.</summary>
    public static string NothingToDo(SweepId done) => $"sweep: nothing to do, {done} has completed every run of this study; --fresh trains them again";

    /// <summary>As in JSON and CSV.</summary>
    public static string State(RunState state) => DocumentWords.Of(state);

    /// <summary>As in JSON and CSV.</summary>
    public static string Phase(SweepPhase phase) => DocumentWords.Of(phase);

    /// <summary>As in JSON and CSV.</summary>
    public static string Reason(FailureKind kind) => DocumentWords.Of(kind);
}
