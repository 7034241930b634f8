using Sweep.Cli.Commands;
using Sweep.Cli.Servers;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Roots;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Engine;

/// <summary>Command lines that go on from here: typed as they stand, they find what this command worked on, whatever the environment names.</summary>
/// <param name="root">As given.</param>
/// <param name="libraries">Options for models and data sets: without them a resumed sweep could not train what is left of it.</param>
/// <param name="environment">Gives the value of a variable, or null.</param>
public sealed class SuggestedCommands(string root, IEnumerable<string> libraries, Func<string, string?> environment)
{
    // What a shell takes as it is, wherever in a word it stands.
    private const string Harmless = "/._-:=,+@%";

    // As it was typed, so that what is suggested can be typed too.
    private string Command => IsSet("SWEEP_COMMAND") ? environment("SWEEP_COMMAND")! : "sweep";

    private bool NamesDatabase => IsSet(DatabaseChoice.Variable) || IsSet(DatabaseChoice.FileVariable);

    public string Results(SweepId sweep) => Line(["results", sweep.Value, .. Place()]);

    public string Resume(SweepId sweep) => Line(["resume", sweep.Value, .. Place(), .. libraries]);

    // A root on the command line counts for more than a server in the environment, but for less than a database there.
    private IEnumerable<string> Place() =>
    [
        .. root != CommonOptions.DefaultRoot || IsSet(CommonOptions.RootVariable) || IsSet(ServerOption.Variable) ? new[] { "--root", root } : [],
        .. NamesDatabase ? new[] { "--db", SweepRoot.At(root).Database } : [],
    ];

    private bool IsSet(string variable) => !string.IsNullOrWhiteSpace(environment(variable));

    private string Line(IEnumerable<string> words) => $"{Command} {string.Join(' ', words.Select(Quoted))}";

    private static string Quoted(string word) =>
        word.All(letter => char.IsAsciiLetterOrDigit(letter) || Harmless.Contains(letter)) ? word : $"'{word.Replace("'", @"'\''")}'";
}
