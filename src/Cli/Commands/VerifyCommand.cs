using System.CommandLine;
using Sweep.Cli.Output;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep verify</c>: proves that every cell of the grid has exactly one result, and computes the digest anew.</summary>
public static class VerifyCommand
{
    private const int MostShown = 20;

    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "The sweep." };
        var (stores, format) = (new StoreOptions(), CommonOptions.Format());
        var command = new Command("verify", "Check that every cell of a sweep has exactly one accepted result, and print the digest.") { id, format };
        stores.AddTo(command);
        command.SetAction(parsed =>
        {
            using var store = stores.OpenForReading(parsed);
            var row = store.Find(parsed.GetValue(id)!);
            var grid = Grid.From(GridDefinitionJson.Read(row.Definition));
            var verification = Verification.Of(grid.Keys(), store.Results(row.Id), store.EpochCounts(row.Id));
            foreach (var violation in verification.Violations.Take(MostShown))
            {
                terminal.Error.WriteLine($"sweep: {violation.Message}");
            }

            if (verification.Violations.Count > MostShown)
            {
                terminal.Error.WriteLine($"sweep: and {verification.Violations.Count - MostShown} more violations");
            }

            var kinds = store.Kinds(row.Id);
            if (kinds.Count > 1)
            {
                terminal.Error.WriteLine(
                    $"sweep: the results are of {kinds.Count} kinds of node: a sweep on one kind agrees with them within a tolerance, but has another digest");
            }

            var isSame = row.Digest is null || row.Digest == verification.Digest;
            if (!isSame)
            {
                terminal.Error.WriteLine($"sweep: the digest was {row.Digest} when the sweep ended: its results have changed since");
            }

            VerificationOutput.Write(terminal, parsed.GetValue(format), store.Status(row) with { Digest = verification.Digest }, verification, kinds);
            return verification.IsComplete && isSame ? ExitCode.Success : ExitCode.RunsFailed;
        });
        return command;
    }
}
