using System.Diagnostics;
using System.Globalization;

namespace Sweep.Postgres;

/// <summary>The programs of the newest PostgreSQL that is installed. The server refuses to run as root, so then they run as the user postgres.</summary>
internal static class PostgresPrograms
{
    private const string Packages = "/usr/lib/postgresql";

    private static readonly string[] AsPostgres = Environment.IsPrivilegedProcess
        ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"]
        : [];

    private static readonly Lazy<string> Folder = new(() =>
        Versions().Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
        ?? throw new InvalidOperationException($"There is no initdb in {Packages}/*/bin or on PATH. Install PostgreSQL: apt-get install postgresql."));

    /// <summary>For a shell.</summary>
    public static string CommandLine(string program, params string[] arguments) =>
        string.Join(' ', ((string[])[.. AsPostgres, Path.Combine(Folder.Value, program), .. arguments]).Select(word => $"'{word}'"));

    /// <summary>Runs a program of the server's owner.</summary>
    public static void Run(string program, params string[] arguments) =>
        Execute(null, [.. AsPostgres, Path.Combine(Folder.Value, program), .. arguments]);

    /// <summary>Runs a program that connects to a server.</summary>
    public static void RunAsSelf(string password, string program, params string[] arguments) =>
        Execute(password, [Path.Combine(Folder.Value, program), .. arguments]);

    /// <summary>Gives a folder to the user whom the server runs as.</summary>
    public static void Own(string folder)
    {
        if (AsPostgres.Length > 0)
        {
            Execute(null, ["chown", "-R", "postgres:postgres", folder]);
        }
    }

    private static IEnumerable<string> Versions() => !Directory.Exists(Packages)
        ? []
        : Directory.EnumerateDirectories(Packages)
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin"));

    private static void Execute(string? password, string[] command)
    {
        // What the server itself says goes to its log; a pipe that it inherited would never end.
        var start = new ProcessStartInfo("sh") { WorkingDirectory = "/", RedirectStandardError = true };
        var errors = Path.GetTempFileName();
        foreach (var word in (string[])["-c", $"exec \"$@\" >'{errors}' 2>&1 </dev/null", "sh", .. command])
        {
            start.ArgumentList.Add(word);
        }

        if (password is not null)
        {
            start.Environment["PGPASSWORD"] = password;
        }

        using var process = Process.Start(start)!;
        process.WaitForExit();
        var said = File.ReadAllText(errors);
        File.Delete(errors);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"`{string.Join(' ', command)}` ended with {process.ExitCode}: {said}");
        }
    }
}
