using System.Text.RegularExpressions;
using Sweep.Architecture.Tests;
using Sweep.Cli.Drill;
using Sweep.Coordinator.Documents;
using Sweep.Deploy.Tests.Support;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Deploy.Tests.Docs;

/// <summary>What docs/operations.md says of messages, metrics, events, faults and files is so.</summary>
public sealed partial class OperationsTests
{
    private static readonly string Page = Repository.Text("docs/operations.md");

    private static readonly string[] Said = Literals("src");

    private static readonly string[] SaidByCompat = Literals("compat");

    // Where the servers of a cluster log what is wrong.
    private static readonly string[] Servers = ["src/Coordinator", "src/GpuNode", "src/Cli/Clusters", "src/Cli/Commands", "src/Cli/Engine"];

    private static readonly string[] Headings = ["What is logged when something is wrong", "When the database is away", "Who else comes to the port"];

    // All that they say is what was put into words elsewhere.
    private static readonly string[] Relayed = ["{Reason}", "{Text:l}"];

    // What the stream of a sweep's events says of itself.
    private static readonly string[] OfTheStream = ["silence", "left-out"];

    public static TheoryData<string> Messages() =>
        new(Rows("What is logged when something is wrong").Concat(Rows("When the database is away")).Select(row => row.Message).Distinct());

    public static TheoryData<string, string> MessagesOfStrangers()
    {
        var messages = new TheoryData<string, string>();
        foreach (var (message, stack) in Rows("Who else comes to the port").Where(row => row.Next != "Akka.Remote"))
        {
            messages.Add(message, stack);
        }

        return messages;
    }

    [Fact]
    public void Messages_are_told_of() => Assert.True(Messages().Count > 15);

    [Theory, MemberData(nameof(Messages))]
    public void A_message_is_one_that_is_logged(string message) => Assert.Contains(Said, Template(message).IsMatch);

    public static TheoryData<string> Warnings() => new(Logged().Except(Relayed));

    [Fact]
    public void Warnings_are_found() => Assert.True(Warnings().Count > 35 && Relayed.All(Logged().Contains), string.Join('\n', Logged()));

    [Theory, MemberData(nameof(Warnings))]
    public void A_warning_is_told_of(string template) =>
        Assert.Contains(Headings.SelectMany(Rows).Select(row => row.Message), message => Template(message).IsMatch(template));

    [Theory, MemberData(nameof(MessagesOfStrangers))]
    public void A_stranger_is_told_of_by_the_stack_that_is_named(string message, string stack)
    {
        Assert.Contains(stack, (string[])["both", "Compat"]);
        Assert.Contains(stack == "both" ? Said : SaidByCompat, Template(message).IsMatch);
    }

    [Fact]
    public void Metrics_that_are_named_are_those_that_there_are() => Assert.Equal(
        MetricName().Matches(Repository.Text("src/Coordinator/Http/Metrics.cs")).Select(match => match.Value).Distinct().Order(),
        MetricName().Matches(Page).Select(match => match.Value).Distinct().Order());

    [Fact]
    public void States_that_alarms_look_for_are_those_that_metrics_have()
    {
        var states = StateLabel().Matches(Page).Select(match => match.Groups[1].Value).Distinct().ToList();
        var known = Literal().Matches(Repository.Text("src/Coordinator/Http/Metrics.cs")).Select(match => match.Groups[1].Value)
            .Concat(Enum.GetValues<RunState>().Select(DocumentWords.Of))
            .Concat(Enum.GetValues<SweepPhase>().Select(DocumentWords.Of));
        Assert.NotEmpty(states);
        Assert.Subset(known.ToHashSet(), states.ToHashSet());
    }

    [Fact]
    public void Events_that_are_named_are_all_that_a_watcher_may_get()
    {
        var row = Page.Split('\n').Single(line => line.StartsWith("| `GET /api/sweeps/ID/events`", StringComparison.Ordinal)).Split(" | ", 2)[1];
        var named = Code().Matches(row).Select(match => match.Groups[1].Value).ToList();
        var sent = ProtocolNames.Types.Where(type => type.IsSubclassOf(typeof(RunEvent))).Append(typeof(SweepProgress)).Append(typeof(SweepRejected));

        Assert.Equal(sent.ToHashSet(), named.Except(OfTheStream).Select(ProtocolNames.TypeOf).ToHashSet());
        Assert.All(OfTheStream, name => Assert.Contains(name, named));
        Assert.All(OfTheStream, name => Assert.Contains($"=> \"{name}\"", Repository.Text("src/Coordinator/Http/EventEndpoint.cs")));
    }

    [Fact]
    public void Faults_that_are_named_are_all_that_a_drill_knows() => Assert.Equal(
        Enum.GetValues<FaultKind>().Select(DrillOutput.NameOf).Order(),
        Section("Drill").Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Code().Matches(line.Split(" | ")[0]))
            .Select(match => match.Groups[1].Value)
            .Order());

    [Fact]
    public void Command_lines_for_machines_of_ones_own_are_understood()
    {
        var lines = CommandLineOfSweep().Matches(Section("On machines of your own")).Select(match => match.Groups[1].Value.Split(' ')).ToList();

        Assert.Subset(lines.Select(line => line[0]).ToHashSet(), new HashSet<string> { "coordinator", "node", "submit" });
        Assert.All(lines, line => Assert.Empty(SweepCommand.Parse(line).Errors.Select(error => error.Message)));
    }

    [Fact]
    public void Variables_for_machines_of_ones_own_are_read_and_their_files_made()
    {
        var section = Section("On machines of your own");
        var script = Repository.Text("deploy/k8s/make-secrets.sh");

        Assert.All(VariableName().Matches(section).Select(match => match.Value), variable => Assert.Contains(variable, SweepCommand.Variables));
        Assert.All(new[] { "secret", "token", "cluster.crt", "cluster.key", "authority.crt" }, file =>
        {
            Assert.Contains($"/etc/sweep/{file}", section);
            Assert.Contains(Path.GetFileNameWithoutExtension(file), script);
        });
    }

    [Fact]
    public void Files_that_are_named_exist() => Assert.All(
        FileName().Matches(Page).Select(match => match.Value).Where(path => !path.EndsWith("base/secrets", StringComparison.Ordinal)).Distinct(),
        path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path));

    // What … stands for is put in by the code.
    private static Regex Template(string message) => new(string.Join(@"\{[^}]+\}", message.Split('…').Select(Regex.Escape)));

    // Texts that are written in several parts are one.
    private static string[] Literals(string folder) => [.. Repository.Sources(folder)
        .SelectMany(file => Literal().Matches(Joint().Replace(Repository.Text(file), "")))
        .Select(match => match.Groups[1].Value)];

    // The templates of all warnings and errors.
    private static IEnumerable<string> Logged() => Servers
        .SelectMany(Repository.Sources)
        .SelectMany(file => Warning().Matches(Joint().Replace(Repository.Text(file), "")))
        .Select(match => match.Groups[1].Value)
        .Distinct();

    private static string Section(string heading) => Page.Split("\n## ").Single(section => section.StartsWith(heading + "\n", StringComparison.Ordinal));

    // Of each row, what its first column quotes, and what its second one says.
    private static IEnumerable<(string Message, string Next)> Rows(string heading) => Section(heading)
        .Split('\n')
        .Select(line => Quoted().Match(line))
        .Where(match => match.Success)
        .Select(match => (match.Groups[2].Value, match.Groups[3].Value));

    [GeneratedRegex(@"^\| (`+)(.+?)\1 \| ([^|]*) \|")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"""((?:[^""\\\n]|\\.)*)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\b[Ll]og\.(?:Warning|Error|Fatal)\(\s*(?:[\w.]+, )?\$?""((?:[^""\\\n]|\\.)*)""")]
    private static partial Regex Warning();

    [GeneratedRegex(@"""\s*\+\s*\$?""")]
    private static partial Regex Joint();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^    sweep (.+)$", RegexOptions.Multiline)]
    private static partial Regex CommandLineOfSweep();

    [GeneratedRegex(@"\bSWEEP_[A-Z_]+")]
    private static partial Regex VariableName();

    [GeneratedRegex(@"\bsweep_[a-z_]+")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"state=""(\w+)""")]
    private static partial Regex StateLabel();

    [GeneratedRegex(@"\b(?:deploy|studies)/[\w./-]*\w")]
    private static partial Regex FileName();
}
