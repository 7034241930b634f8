using System.CommandLine;
using System.CommandLine.Parsing;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Roots;

namespace Sweep.Cli.Commands;

/// <summary><c>--root</c> and <c>--db</c>: where sweeps are stored.</summary>
public sealed class StoreOptions
{
    private readonly Option<string> root = CommonOptions.Root();

    private readonly Option<string?> database = new("--db")
    {
        Description =
            $"Database of the sweeps: postgresql://USER@HOST/DATABASE, or a SQLite file (default: ${DatabaseChoice.Variable}, ${DatabaseChoice.FileVariable}, "
            + "else the root's own).",
        HelpName = "CONNECTION",
    };

    public void AddTo(Command command)
    {
        command.Add(root);
        command.Add(database);
    }

    /// <summary>Whether the command line names a root or a database.</summary>
    public bool IsGiven(CommandResult command) => command.GetResult(root) is { Implicit: false } || command.GetResult(database) is not null;

    public string Folder(ParseResult parsed) => parsed.GetValue(root)!;

    public SweepRoot Root(ParseResult parsed) => SweepRoot.At(Folder(parsed));

    /// <exception cref="CommandFailed">The connection cannot be read, or shows a password.</exception>
    public Database Database(ParseResult parsed)
    {
        try
        {
            return DatabaseChoice.Of(parsed.GetValue(database), Root(parsed).Database, Environment.GetEnvironmentVariable);
        }
        catch (DatabaseException unusable)
        {
            throw CommandFailed.BadUsage(unusable.Message);
        }
    }

    /// <summary>Whether the sweeps lie in the root itself, so that its lock tells whether someone works on them.</summary>
    public bool IsOwn(ParseResult parsed) => Database(parsed) == Coordinator.Results.Database.File(Root(parsed).Database);

    /// <exception cref="CommandFailed">There is no store there.</exception>
    public ResultsStore OpenForReading(ParseResult parsed) => IsOwn(parsed) ? StoreReading.Open(Folder(parsed)) : StoreReading.Open(Database(parsed));
}
