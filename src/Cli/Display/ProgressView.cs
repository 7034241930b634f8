using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Display;

/// <summary>Draws one moment of a sweep: a pure function of what it is given.</summary>
/// <param name="metric">The objective's; shown for each running run.</param>
public sealed class ProgressView(string metric)
{
    /// <summary>Lines above the rows of running runs, and borders.</summary>
    private const int FixedLines = 9;

    /// <param name="elapsed">Since this process began with the sweep.</param>
    /// <param name="height">Lines of the terminal: rows that do not fit are counted instead.</param>
    public IRenderable Draw(SweepProgress now, Throughput throughput, TimeSpan elapsed, int width, int height)
    {
        var status = now.Status;
        var lines = new List<IRenderable>
        {
            Bar(status, width),
            Line($"{Count(status, RunState.Waiting, "grey")}  {Count(status, RunState.Running, "blue")}  {Count(status, RunState.Completed, "green")}  "
                + $"{Count(status, RunState.Failed, "red")}  {Count(status, RunState.Cancelled, "yellow")}"),
            Line($"best      [bold]{Markup.Escape(status.Best is null ? "-" : $"run {Words.Best(status.Best)}")}[/]"),
            Line(
                $"{(status.Phase == SweepPhase.Paused ? "[yellow]paused[/]    " : "speed     ")}{Rate(throughput)}   elapsed "
                    + $"{Words.Duration(elapsed)}   left {(throughput.Remaining(now.EpochsLeft) is { } left ? Words.Duration(left) : "-")}"),
        };
        if (now.Running.Length > 0)
        {
            lines.Add(Running(now, Math.Max(1, height - FixedLines)));
        }

        return new Rows(lines);
    }

    private static Markup Line(string markup) => new(markup) { Overflow = Overflow.Ellipsis };

    private static string Count(SweepStatus status, RunState state, string colour) =>
        status.Runs[state] == 0 ? $"[grey]{Words.State(state)} 0[/]" : $"[{colour}]{Words.State(state)} {status.Runs[state]}[/]";

    private static string Rate(Throughput throughput) =>
        throughput.EpochsPerSecond is { } rate ? string.Create(CultureInfo.InvariantCulture, $"{rate:0.##} epochs/s") : "-";

    private static Markup Bar(SweepStatus status, int width)
    {
        var share = status.Runs.Total == 0 ? 0 : (double)status.Runs.Ended / status.Runs.Total;
        var text = string.Create(CultureInfo.InvariantCulture, $" {share:0%} {status.Runs.Ended}/{status.Runs.Total} runs");
        var cells = Math.Clamp(width - status.Id.Value.Length - text.Length - 3, 5, 60);
        var full = (int)(share * cells);
        return Line($"[bold]{Markup.Escape(status.Id.Value)}[/] [green]{new string('━', full)}[/][grey]{new string('━', cells - full)}[/]{text}");
    }

    private Table Running(SweepProgress now, int rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns(Column("run"), Column("epoch"), Column(metric), Column("slot"), new TableColumn("cell"));
        foreach (var run in now.Running.Take(rows))
        {
            table.AddRow(
                $"{run.Run.Index}{(run.Attempt > 1 ? $" [yellow]attempt {run.Attempt}[/]" : "")}",
                $"{run.Epoch}/{run.Epochs}",
                run.Metrics[metric] is { } value ? Words.Figure(value) : "-",
                Markup.Escape($"{run.Slot.Device}#{run.Slot.Number}"),
                Markup.Escape(run.Cell.ToString()));
        }

        if (now.Status.Runs.Running > Math.Min(rows, now.Running.Length))
        {
            table.Caption = new TableTitle($"and {now.Status.Runs.Running - Math.Min(rows, now.Running.Length)} more");
        }

        return table;
    }

    private static TableColumn Column(string title) => new TableColumn(Markup.Escape(title)).RightAligned().NoWrap();
}
