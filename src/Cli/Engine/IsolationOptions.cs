using System.CommandLine;
using System.Globalization;
using Sweep.Cli.Commands;
using Sweep.Cli.Studies;
using Sweep.Coordinator.Roots;
using Sweep.GpuNode.Trainers;

namespace Sweep.Cli.Engine;

/// <summary><c>--isolation</c>: in which process a node trains.</summary>
public sealed class IsolationOptions
{
    private readonly string byDefault;
    private readonly Option<string> isolation;

    private readonly Option<double?> stuckAfter = new("--stuck-after")
    {
        Description = "Seconds of silence after which a training process is killed (default: an hour, then ten epochs' time and at least ten minutes).",
        HelpName = "SECONDS",
    };

    /// <param name="byDefault"><c>process</c> or <c>none</c>.</param>
    public IsolationOptions(string byDefault)
    {
        this.byDefault = byDefault;
        isolation = new Option<string>("--isolation")
        {
            Description = $"process: each slot trains in a process of its own, whose crash harms no other; none: all in one (default: {byDefault}).",
            HelpName = "process|none",
            DefaultValueFactory = _ => byDefault,
        };
        isolation.AcceptOnlyFromAmong("process", "none");
        stuckAfter.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) && !(seconds >= 1))
            {
                result.AddError($"`--stuck-after` is {text}, but must be at least 1.");
            }
        });
    }

    public void AddTo(Command command)
    {
        command.Add(isolation);
        command.Add(stuckAfter);
        command.Validators.Add(result =>
        {
            if (result.GetResult(stuckAfter) is not null && (result.GetResult(isolation)?.GetValueOrDefault<string>() ?? byDefault) == "none")
            {
                result.AddError("`--stuck-after` goes with `--isolation process`: without a process of its own no training can be killed.");
            }
        });
    }

    /// <summary>How trainers are started; null when none are.</summary>
    /// <param name="root">Where checkpoints and artifacts lie.</param>
    public TrainerOptions? Read(ParseResult parsed, LibraryOptions libraries, SweepRoot root)
    {
        if (parsed.GetValue(isolation) == "none")
        {
            return null;
        }

        var options = TrainerCommand.Options(root, libraries.ToArguments(parsed));
        return parsed.GetValue(stuckAfter) is { } seconds ? options with { Patience = TrainerPatience.Of(TimeSpan.FromSeconds(seconds)) } : options;
    }
}
