using System.CommandLine;
using System.Globalization;
using Sweep.Cli.Display;
using Sweep.Cli.Studies;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Sweeps;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep submit</c>: puts a sweep into the database, from which the coordinator that is in charge of it takes it.</summary>
public static class SubmitCommand
{
    public static Command Create(Terminal terminal)
    {
        var (study, stores) = (new StudyOptions(), new StoreOptions());
        var fresh = new Option<bool>("--fresh") { Description = "Train every cell, also those whose result is there already." };
        var priority = Priority();
        var command = new Command("submit", "Hand a study's grid to the coordinator that works on the database, and return.") { fresh, priority };
        study.AddTo(command);
        stores.AddTo(command);
        command.SetAction(parsed =>
        {
            var input = study.Read(parsed);
            var request = new SubmitSweep(
                input.Study.Name, GridDefinitionJson.Write(input.Study.Grid), input.Study.Text, parsed.GetValue(fresh), parsed.GetValue(priority));
            using var store = Open(stores, parsed);
            if (!request.Fresh && store.FindLatest(request.Study, input.Study.Grid.Digest) is { Phase: SweepPhase.Completed, Failed: 0, Cancelled: 0 } done)
            {
                terminal.Error.WriteLine($"sweep: nothing to do, {done.Id} has completed every run of this study; --fresh trains them again");
                terminal.Out.WriteLine(FinalLine.Of(store.Status(done)));
                return ExitCode.Success;
            }

            var now = TimeProvider.System.GetUtcNow();
            var submission = Submission.Accept(store, request, now);
            store.AddRequest(submission.Row.Id, RequestKind.Resume, now);
            var outcome = submission.Resumed ? "goes on" : "is submitted";
            terminal.Out.WriteLine($"sweep {submission.Row.Id} {outcome}: {submission.Row.Total} runs; in {store.Database}");
            return ExitCode.Success;
        });
        return command;
    }

    private static Option<int?> Priority()
    {
        const int Most = 1000;
        var priority = new Option<int?>("--priority")
        {
            Description = FormattableString.Invariant(
                $"From {-Most} to {Most}; 0 by default. Of the sweeps with runs to train, those of the highest priority get every slot that becomes free, ")
                + "and share evenly where they are several. Submitted again, a sweep that has not ended gets the new one.",
            HelpName = "N",
        };
        priority.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number is < -Most or > Most)
            {
                result.AddError($"`--priority` is {text}, but must be from {-Most} to {Most}.");
            }
        });
        return priority;
    }

    // A root that nobody has used is made, so that a sweep can wait for its coordinator.
    private static ResultsStore Open(StoreOptions stores, ParseResult parsed)
    {
        if (stores.IsOwn(parsed))
        {
            Directory.CreateDirectory(stores.Folder(parsed));
        }

        return ResultsStore.Open(stores.Database(parsed));
    }
}
