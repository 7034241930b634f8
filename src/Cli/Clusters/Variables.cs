namespace Sweep.Cli.Clusters;

/// <summary>What the environment says.</summary>
internal static class Variables
{
    /// <summary>The value of a variable that is set to something.</summary>
    public static string? Value(Func<string, string?> environment, string variable) =>
        environment(variable) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <param name="variable">Names the file.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="CommandFailed">It cannot be read.</exception>
    public static string Readable(string variable, string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Path.GetFullPath(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CommandFailed.BadUsage($"the file {path}, which {variable} names, cannot be read ({error.Message.TrimEnd('.')}).");
        }
    }
}
