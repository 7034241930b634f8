using System.Collections.Immutable;

namespace Sweep.Cli;

/// <summary>How to start this program as another process.</summary>
public static class OwnProgram
{
    /// <summary>What comes before the arguments: the program itself, or the runtime that is its host and the program.</summary>
    public static ImmutableArray<string> Command { get; } = Of(Environment.ProcessPath!, typeof(OwnProgram).Assembly.Location);

    /// <param name="process">The file that the kernel started.</param>
    /// <param name="assembly">Where this program lies; empty where it is part of that file.</param>
    public static ImmutableArray<string> Of(string process, string assembly)
    {
        var host = Path.GetFileNameWithoutExtension(process);
        return assembly.Length == 0 || host == Path.GetFileNameWithoutExtension(assembly) ? [process] : [host == "dotnet" ? process : "dotnet", assembly];
    }
}
