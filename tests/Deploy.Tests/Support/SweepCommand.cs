using System.CommandLine;
using System.Text.RegularExpressions;
using Sweep.Architecture.Tests;
using Sweep.Cli;

namespace Sweep.Deploy.Tests.Support;

/// <summary>What the command really takes.</summary>
public static partial class SweepCommand
{
    /// <summary>The variables that the sources read.</summary>
    public static IReadOnlySet<string> Variables { get; } = Repository.Sources("src")
        .SelectMany(file => VariableName().Matches(Repository.Text(file)).Select(match => match.Groups[1].Value))
        .ToHashSet();

    /// <summary>Parses a command line without running it.</summary>
    public static ParseResult Parse(IReadOnlyList<string> arguments) =>
        CommandLine.Root(new Terminal(TextWriter.Null, TextWriter.Null, IsInteractive: false, Width: 120)).Parse(arguments);

    [GeneratedRegex("\"(SWEEP_[A-Z_]+)\"")]
    private static partial Regex VariableName();
}
