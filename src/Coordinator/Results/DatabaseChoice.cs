namespace Sweep.Coordinator.Results;

/// <summary>Which database a command works on: <c>--db</c>, else <c>SWEEP_DB</c>, else the file that <c>SWEEP_DB_FILE</c> names, else the root's own.</summary>
public static class DatabaseChoice
{
    public const string Variable = "SWEEP_DB";

    /// <summary>Names a file whose text is the connection: how containers are given secrets.</summary>
    public const string FileVariable = "SWEEP_DB_FILE";

    /// <param name="option">The value of <c>--db</c>; null when it was not given.</param>
    /// <param name="ownFile">The SQLite file of the root.</param>
    /// <param name="environment">Gives the value of a variable, or null.</param>
    /// <exception cref="DatabaseException">What was given cannot be read, or shows a password where others can see it.</exception>
    public static Database Of(string? option, string ownFile, Func<string, string?> environment)
    {
        if (option is not null)
        {
            var named = Database.Parse(option);
            return !named.HasPassword
                ? named
                : throw new DatabaseException(
                    $"`--db` contains a password, which other users of this machine can see. Give the connection in {Variable}, or in a file that "
                        + $"{FileVariable} names; or the password alone in PGPASSWORD or PGPASSFILE.");
        }

        var (text, file) = (NonEmpty(environment(Variable)), NonEmpty(environment(FileVariable)));
        return (text, file) switch
        {
            (not null, not null) => throw new DatabaseException($"{Variable} and {FileVariable} are both set, but only one may be."),
            (not null, null) => Database.Parse(text),
            (null, not null) => Database.Parse(Read(file)),
            _ => Database.File(ownFile),
        };
    }

    private static string? NonEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseException($"The file {file}, which {FileVariable} names, cannot be read ({error.Message.TrimEnd('.')}).");
        }
    }
}
