using System.CommandLine;
using System.Globalization;
using Sweep.Cli.Display;
using Sweep.Cli.Servers;
using Sweep.Cli.Studies;
using Sweep.Coordinator.Documents;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Sweeps;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep submit</c>: hands a sweep to a coordinator, over HTTP or through its database.</summary>
public static class SubmitCommand
{
    public static Command Create(Terminal terminal)
    {
        var (study, sources) = (new StudyOptions(), new SourceOptions());
        var (fresh, priority) = (CommonOptions.Fresh(), Priority());
        var command = new Command("submit", "Hand a study's grid to a coordinator, over HTTP or through its database, and return.") { fresh, priority };
        study.AddTo(command);
        sources.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var input = study.Read(parsed);
            var request = new SubmitSweep(
                input.Study.Name, GridDefinitionJson.Write(input.Study.Grid), input.Study.Text, parsed.GetValue(fresh), parsed.GetValue(priority));
            if (sources.Server(parsed) is { } address)
            {
                using var server = ServerOption.Open(address, Environment.GetEnvironmentVariable);
                await SubmitAsync(terminal, server, request);
            }
            else
            {
                using var store = Open(sources.Stores, parsed);
                Submit(terminal, store, request);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static void Submit(Terminal terminal, ResultsStore store, SubmitSweep request)
    {
        var now = TimeProvider.System.GetUtcNow();
        var submission = Submission.Accept(store, request, now);
        if (submission.IsDone)
        {
            TellDone(terminal, store.Status(submission.Row));
            return;
        }

        // What of it has its result already, the coordinator finds out.
        store.AddRequest(submission.Row.Id, RequestKind.Resume, now);
        Tell(terminal, new SweepAccepted(submission.Row.Id, submission.Resumed, submission.Row.Total, Reused: 0), store.Database.ToString());
    }

    private static async Task SubmitAsync(Terminal terminal, SweepServer server, SubmitSweep request)
    {
        var accepted = await server.PostAsync(
            "/api/sweeps",
            ProtocolJson.Write(request),
            answer => new SweepAccepted(
                new SweepId(answer.GetProperty("id").GetString()!), answer.GetProperty("resumed").GetBoolean(), answer.GetProperty("total").GetInt32(),
                answer.GetProperty("reused").GetInt32()));
        if (accepted.Resumed && accepted.Reused == accepted.Total)
        {
            TellDone(terminal, await server.GetAsync($"/api/sweeps/{accepted.Sweep}", StatusJson.Read));
            return;
        }

        Tell(terminal, accepted, server.ToString());
    }

    private static void Tell(Terminal terminal, SweepAccepted accepted, string place) => terminal.Out.WriteLine(
        $"sweep {accepted.Sweep} {(accepted.Resumed ? "goes on" : "is submitted")}: {accepted.Total} runs{Words.Already(accepted.Reused)}; in {place}");

    private static void TellDone(Terminal terminal, SweepStatus done)
    {
        terminal.Error.WriteLine(Words.NothingToDo(done.Id));
        terminal.Out.WriteLine(FinalLine.Of(done));
    }

    private static Option<int?> Priority()
    {
        const int Most = SubmitSweep.HighestPriority;
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
            stores.Root(parsed).Make();
        }

        return ResultsStore.Open(stores.Database(parsed));
    }
}
