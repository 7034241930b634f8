using System.CommandLine;
using System.CommandLine.Parsing;
using Sweep.Cli.Drill;
using Sweep.Cli.Output;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Roots;
using Sweep.Coordinator.Studies;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep drill</c>: breaks a cluster on this machine in every way it knows, and checks that nothing is lost.</summary>
public static class DrillCommand
{
    private const double DefaultMinutes = 10;

    private static readonly FaultKind[] All = Enum.GetValues<FaultKind>();

    public static Command Create(Terminal terminal)
    {
        var minutes = new Option<double?>("--minutes")
        {
            Description = $"Strike for so long (default: {DefaultMinutes}, or as --faults takes).",
            HelpName = "N",
        };
        var faults = new Option<int?>("--faults") { Description = "Strike so many faults (default: as many as fit).", HelpName = "N" };
        var seed = new Option<int>("--seed")
        {
            Description = "The same seed has the same faults in the same order (default: 1).",
            HelpName = "S",
            DefaultValueFactory = _ => 1,
        };
        var kinds = new Option<IReadOnlyList<FaultKind>>("--kinds")
        {
            Description = $"Kinds of fault, with commas between them (default: all): {string.Join(", ", All.Select(DrillOutput.NameOf))}.",
            HelpName = "KIND,..",
            DefaultValueFactory = _ => All,
            CustomParser = KindsOf,
        };
        var db = new Option<string?>("--db")
        {
            Description = "An empty PostgreSQL database, as postgresql://USER@HOST/DATABASE with the password in PGPASSWORD (default: a SQLite file).",
            HelpName = "CONNECTION",
        };
        var dbStop = new Option<string?>("--db-stop") { Description = "Shell command that stops the database server, for faults of it.", HelpName = "COMMAND" };
        var dbStart = new Option<string?>("--db-start")
        {
            Description = "Shell command that starts it again, and returns when it takes connections.",
            HelpName = "COMMAND",
        };
        var root = new Option<string?>("--root")
        {
            Description = "Empty folder to work in (default: a temporary one, kept when something is found).",
            HelpName = "DIR",
        };
        var format = CommonOptions.Format();
        var command = new Command(
            "drill", "Start coordinators and nodes on this machine, kill, freeze and cut them off while they train, and check that nothing is lost.")
        {
            minutes, faults, seed, kinds, db, dbStop, dbStart, root, format,
        };
        minutes.Validators.Add(result => RequirePositive(result.GetValueOrDefault<double?>(), "--minutes", result.AddError));
        faults.Validators.Add(result => RequirePositive(result.GetValueOrDefault<int?>(), "--faults", result.AddError));
        command.SetAction(async (parsed, _) =>
        {
            if (!OperatingSystem.IsLinux())
            {
                throw CommandFailed.BadUsage("a drill needs Linux: it finds out there which process made a connection, and ties processes to its own life.");
            }

            // The folder last: a drill that is refused leaves none behind.
            RequireEmpty(parsed.GetValue(root));
            var given = parsed.GetValue(db) is { } connection ? EmptyDatabase(connection) : null;
            var folder = Folder(parsed.GetValue(root));
            var database = new DrillDatabase(
                given ?? Database.File(SweepRoot.At(folder).Database), parsed.GetValue(dbStop), parsed.GetValue(dbStart));
            var count = parsed.GetValue(faults);
            var time = parsed.GetValue(minutes) ?? (count is null ? DefaultMinutes : TimeSpan.FromDays(1).TotalMinutes);
            var options = new DrillOptions(parsed.GetValue(seed), parsed.GetValue(kinds)!, count ?? int.MaxValue, TimeSpan.FromMinutes(time));
            using var interruption = new Interruption(terminal.Error);
            var lines = parsed.GetValue(format) == OutputFormat.Table ? terminal.Out : terminal.Error;
            var exercise = new Exercise(
                options, folder, database, line => lines.WriteLine($"drill: {line}"), outcome => lines.WriteLine(DrillOutput.Line(outcome)));
            DrillReport report;
            try
            {
                report = await exercise.RunAsync(interruption.Token);
            }
            catch
            {
                SayWhere(terminal, folder);
                throw;
            }

            DrillOutput.Write(terminal, parsed.GetValue(format), report);
            if (report.Violations > 0)
            {
                SayWhere(terminal, folder);
                return ExitCode.RunsFailed;
            }

            if (parsed.GetValue(root) is null)
            {
                Directory.Delete(folder, recursive: true);
            }

            return interruption.Token.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Success;
        });
        return command;
    }

    private static void SayWhere(Terminal terminal, string folder) => terminal.Error.WriteLine($"sweep: what the processes said is in {folder}");

    private static IReadOnlyList<FaultKind> KindsOf(ArgumentResult option)
    {
        var named = option.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)).ToList();
        var known = All.ToDictionary(DrillOutput.NameOf);
        foreach (var name in named.Where(name => !known.ContainsKey(name)))
        {
            var meant = NearestName.Of(name, known.Keys) is { } nearest ? $" Did you mean `{nearest}`?" : "";
            option.AddError($"`--kinds` names {name}, but must be of: {string.Join(", ", known.Keys)}.{meant}");
        }

        return [.. named.Where(known.ContainsKey).Select(name => known[name]).Distinct()];
    }

    private static void RequireEmpty(string? folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw CommandFailed.BadUsage($"`--root` names {Path.GetFullPath(folder)}, which is not empty: a drill works in a folder of its own.");
        }
    }

    private static string Folder(string? given) =>
        (given is null ? Directory.CreateTempSubdirectory("sweep-drill-") : Directory.CreateDirectory(given)).FullName;

    // Never the database that the environment names: it is somebody's.
    private static Database EmptyDatabase(string connection)
    {
        Database database;
        try
        {
            database = DatabaseChoice.Of(connection, ownFile: "", _ => null);
        }
        catch (DatabaseException unusable)
        {
            throw CommandFailed.BadUsage(unusable.Message);
        }

        using var store = ResultsStore.Open(database);
        return store.Sweeps().Count == 0
            ? database
            : throw CommandFailed.BadUsage($"{database} holds sweeps: a drill, which breaks what it works on, needs a database of its own.");
    }

    private static void RequirePositive(double? value, string option, Action<string> refuse)
    {
        if (value is not (null or (> 0 and < 1e6)))
        {
            refuse($"`{option}` must be more than 0 and less than 1000000.");
        }
    }
}
