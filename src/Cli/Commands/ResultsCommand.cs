using System.CommandLine;
using Sweep.Cli.Output;
using Sweep.Coordinator.Results;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep results</c>: what became of each run that has ended.</summary>
public static class ResultsCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "The sweep." };
        var top = new Option<int?>("--top") { Description = "Only the best N by the sweep's objective, best first.", HelpName = "N" };
        top.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out var number) && number < 1)
            {
                result.AddError($"`--top` is {text}, but must be at least 1.");
            }
        });
        var (sources, format) = (new SourceOptions(), CommonOptions.Format());
        var command = new Command("results", "List the runs of a sweep that have ended, with their metrics.") { id, top, format };
        sources.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var reader = sources.Open(parsed);
            var about = await reader.DescribeAsync(parsed.GetValue(id)!);
            var results = await reader.ResultsAsync(about.Id.Value);
            if (parsed.GetValue(top) is { } count)
            {
                results = [.. results.OrderBy(result => result, By(about.Objective)).Take(count)];
            }

            new ResultsOutput(terminal, results, about.Varying).Write(parsed.GetValue(format));
            return ExitCode.Success;
        });
        return command;
    }

    private static Comparer<ResultRow> By(Objective objective) => Comparer<ResultRow>.Create((one, other) =>
    {
        var (a, b) = (one.Metrics[objective.Metric] ?? double.NaN, other.Metrics[objective.Metric] ?? double.NaN);
        return objective.IsBetter(a, b) ? -1 : objective.IsBetter(b, a) ? 1 : one.Run.Index.CompareTo(other.Run.Index);
    });
}
