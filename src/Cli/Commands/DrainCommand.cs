using System.CommandLine;
using Sweep.Cli.Servers;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep drain</c>: takes a node out of use; what it trains goes on elsewhere, from its checkpoints.</summary>
public static class DrainCommand
{
    private const double DefaultWaitSeconds = 600;

    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string>("NODE") { Description = "The node, as `sweep nodes` calls it." };
        var wait = new Option<bool>("--wait") { Description = "Return when the node trains nothing any more, and all that it reported is stored." };
        var timeout = CommonOptions.Seconds("--timeout", "Seconds for which --wait waits", DefaultWaitSeconds, isZeroAllowed: false);
        var server = new ServerOption();
        var command = new Command("drain", "Give a node no more runs, and stop those in training at a checkpoint; restarting the node ends that.")
        {
            name, wait, timeout,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(timeout) is { Implicit: false } && !result.GetValue(wait))
            {
                result.AddError("`--timeout` goes with `--wait`: without that, nothing is waited for.");
            }
        });
        server.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var asked = server.Open(parsed, Environment.GetEnvironmentVariable);
            using var interruption = new Interruption(terminal.Error);
            var node = parsed.GetValue(name)!;
            var incarnation = await asked.PostAsync(
                $"/api/nodes/{Uri.EscapeDataString(node)}/drain", null, answer => answer.GetProperty("incarnation").GetInt64(), interruption.Token);
            if (!parsed.GetValue(wait))
            {
                terminal.Out.WriteLine($"node {node} gets no more runs; those in training stop at a checkpoint");
                return ExitCode.Success;
            }

            return await WaitAsync(terminal, asked, node, incarnation, TimeSpan.FromSeconds(parsed.GetValue(timeout)), interruption.Token);
        });
        return command;
    }

    private static async Task<int> WaitAsync(
        Terminal terminal, SweepServer server, string node, long incarnation, TimeSpan patience, CancellationToken interruption)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(interruption);
        limit.CancelAfter(patience);
        try
        {
            var end = await new DrainWait(server, node, incarnation, TimeProvider.System).RunAsync(limit.Token);
            terminal.Out.WriteLine(end == DrainEnd.Left ? $"node {node} has left" : $"node {node} is drained: nothing runs there");
            return ExitCode.Success;
        }
        catch (OperationCanceledException) when (interruption.IsCancellationRequested)
        {
            terminal.Error.WriteLine($"sweep: not waited for any more; node {node} is drained all the same");
            return ExitCode.Interrupted;
        }
        catch (OperationCanceledException)
        {
            // Said below.
        }

        throw CommandFailed.Infrastructure($"node {node} gets no more runs, but it is not known to train nothing after {patience.TotalSeconds} s; `sweep nodes` shows what.");
    }
}
