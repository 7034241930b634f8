using System.CommandLine;
using Sweep.Cli.Output;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep verify</c>: proves that every cell of the grid has exactly one result, and computes the digest anew.</summary>
public static class VerifyCommand
{
    private const int MostShown = 20;

    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "The sweep." };
        var (sources, format) = (new SourceOptions(), CommonOptions.Format());
        var command = new Command("verify", "Check that every cell of a sweep has exactly one accepted result, and print the digest.") { id, format };
        sources.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var reader = sources.Open(parsed);
            var status = await reader.StatusAsync(parsed.GetValue(id)!);
            var (verification, kinds) = await reader.VerifyAsync(status.Id.Value);
            foreach (var violation in verification.Violations.Take(MostShown))
            {
                terminal.Error.WriteLine($"sweep: {violation.Message}");
            }

            if (verification.Violations.Count > MostShown)
            {
                terminal.Error.WriteLine($"sweep: and {verification.Violations.Count - MostShown} more violations");
            }

            if (kinds.Count > 1)
            {
                terminal.Error.WriteLine(
                    $"sweep: the results are of {kinds.Count} kinds of node: a sweep on one kind agrees with them within a tolerance, but has another digest");
            }

            var isSame = status.Digest is null || status.Digest == verification.Digest;
            if (!isSame)
            {
                terminal.Error.WriteLine($"sweep: the digest was {status.Digest} when the sweep ended: its results have changed since");
            }

            VerificationOutput.Write(terminal, parsed.GetValue(format), status with { Digest = verification.Digest }, verification, kinds);
            return verification.IsComplete && isSame ? ExitCode.Success : ExitCode.RunsFailed;
        });
        return command;
    }
}
