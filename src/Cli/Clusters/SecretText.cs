using System.Text;

namespace Sweep.Cli.Clusters;

/// <summary>A secret from the environment, or from a file that the environment names: what is on a command line others can read.</summary>
/// <param name="Bytes">Empty where there is none.</param>
/// <param name="File">Where it lies; null where a variable holds it, or there is none.</param>
public sealed record SecretText(byte[] Bytes, string? File)
{
    private const int ShortestBytes = 16;

    /// <param name="variable">Holds the secret.</param>
    /// <param name="fileVariable">Holds the path of a file with it.</param>
    /// <param name="name">What it is called: "the cluster's secret".</param>
    /// <exception cref="CommandFailed">Both are set, the file cannot be read, or what is there is too short.</exception>
    public static SecretText From(Func<string, string?> environment, string variable, string fileVariable, string name)
    {
        var (text, file) = (Variables.Value(environment, variable), Variables.Value(environment, fileVariable));
        if (text is not null && file is not null)
        {
            throw CommandFailed.BadUsage($"{variable} and {fileVariable} are both set, but only one may be.");
        }

        var path = file is null ? null : Variables.Readable(fileVariable, file);
        var secret = path is null ? text : System.IO.File.ReadAllText(path);
        var bytes = Encoding.UTF8.GetBytes(secret?.Trim() ?? "");
        return secret is null || bytes.Length >= ShortestBytes
            ? new SecretText(bytes, path)
            : throw CommandFailed.BadUsage(
                $"{name} has {bytes.Length} bytes, but must have at least {ShortestBytes}: `openssl rand -hex 32` makes a good one.");
    }
}
