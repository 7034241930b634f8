using System.Xml.Linq;

namespace Sweep.Architecture.Tests;

/// <summary>The files of this repository, found from where the tests lie.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Project files, relative to the root, with forward slashes.</summary>
    public static IEnumerable<string> Projects() => Files("*.csproj");

    /// <summary>Source files of one folder, relative to the root.</summary>
    public static IEnumerable<string> Sources(string folder) => Files("*.cs").Where(file => file.StartsWith(folder + "/", StringComparison.Ordinal));

    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static XDocument Xml(string file) => XDocument.Load(Path.Combine(Root, file));

    private static IEnumerable<string> Files(string pattern) => new[] { "src", "compat", "tests", "bench", "examples" }
        .Select(folder => Path.Combine(Root, folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(file => !file.Contains("/bin/") && !file.Contains("/obj/"))
        .Order(StringComparer.Ordinal);

    private static string FindRoot(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, "Sweep.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Sweep.sln.");
    }
}
