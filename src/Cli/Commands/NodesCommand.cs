using System.CommandLine;
using Sweep.Cli.Display;
using Sweep.Cli.Output;
using Sweep.Cli.Servers;
using Sweep.Coordinator.Documents;
using Sweep.Messages.Protocol;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep nodes</c>: the nodes that a coordinator has.</summary>
public static class NodesCommand
{
    private static readonly string[] Header = ["node", "state", "slots", "free", "running", "heard", "kind", "drained because"];

    public static Command Create(Terminal terminal)
    {
        var (server, format) = (new ServerOption(), CommonOptions.Format());
        var command = new Command("nodes", "List the nodes that train for a coordinator.") { format };
        server.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var asked = server.Open(parsed, Environment.GetEnvironmentVariable);
            Write(terminal, parsed.GetValue(format), await asked.GetAllAsync("/api/nodes", NodeJson.Read));
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(Terminal terminal, OutputFormat format, IReadOnlyList<ListedNode> nodes)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.WriteArray(terminal.Out, nodes, NodeJson.Write);
                break;
            case OutputFormat.Csv:
                CsvOutput.Write(
                    terminal.Out, ["node", "state", "slots", "free", "running", "silent_seconds", "kind", "drain_reason"],
                    nodes.Select(node => Fields(node, node.Silence.TotalSeconds.ToString("0.###"))));
                break;
            case OutputFormat.Table:
                var table = Tables.Create(Header);
                foreach (var node in nodes)
                {
                    table.Add(Fields(node, $"{Words.Duration(node.Silence)} ago"));
                }

                terminal.Tables().Write(table);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown format.");
        }
    }

    private static IEnumerable<string> Fields(ListedNode node, string heard) =>
    [
        node.Node.Name,
        NodeJson.State(node),
        node.Slots.ToString(),
        node.Free.ToString(),
        node.Running.Length.ToString(),
        heard,
        node.Kind,
        node.DrainReason ?? "",
    ];
}
