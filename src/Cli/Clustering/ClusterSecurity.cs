using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Sweep.Cli.Clustering;

/// <summary>How the machines of a cluster make sure of each other. Secrets come from files or the environment and reach no log.</summary>
/// <param name="Secret">Shared by all machines; empty where there is none.</param>
/// <param name="SecretSource">The setting that tells the transport where the secret is; null where there is none.</param>
/// <param name="Certificate">With its private key; null without TLS.</param>
/// <param name="AuthorityFile">PEM file with the certificates that issue those of the cluster.</param>
public sealed record ClusterSecurity(byte[] Secret, string? SecretSource, X509Certificate2? Certificate, string? AuthorityFile)
{
    public const string SecretVariable = "SWEEP_CLUSTER_SECRET";

    private const int ShortestSecret = 16;

    public static ClusterSecurity None { get; } = new([], null, null, null);

    /// <param name="environment">Looks a variable up.</param>
    /// <exception cref="CommandFailed">A file cannot be used, or the secret is too short.</exception>
    public static ClusterSecurity From(string? secretFile, string? certificateFile, string? keyFile, string? authorityFile, Func<string, string?> environment)
    {
        var (secret, source) = ReadSecret(secretFile, environment);
        var certificate = (certificateFile, keyFile) switch
        {
            (null, null) => null,
            ({ } first, { } second) => Read(first, file => X509Certificate2.CreateFromPemFile(file, second)),
            _ => throw CommandFailed.BadUsage("`--tls-certificate` and `--tls-key` go together, but only one of them is given."),
        };
        if (authorityFile is not null)
        {
            Read(authorityFile, file => File.OpenRead(file)).Dispose();
        }

        return new ClusterSecurity(secret, source, certificate, authorityFile);
    }

    /// <exception cref="CommandFailed">Others could reach the place, and nothing would keep them out.</exception>
    public void Require(HostPort listen)
    {
        if (listen.IsLoopback)
        {
            return;
        }

        if (Secret.Length == 0)
        {
            throw CommandFailed.BadUsage(
                $"`--listen` is {listen}, which other machines can reach, so the cluster needs a secret: "
                + $"put one in ${SecretVariable}, or in a file for --secret-file.");
        }

        if (Certificate is null)
        {
            throw CommandFailed.BadUsage(
                $"`--listen` is {listen}, which other machines can reach, so the cluster needs TLS: give --tls-certificate, --tls-key and --tls-authority.");
        }
    }

    private static (byte[] Secret, string? Source) ReadSecret(string? file, Func<string, string?> environment)
    {
        var (text, source) = file is not null
            ? (Read(file, File.ReadAllText), Setting("akka.remote.shared-secret-file", Path.GetFullPath(file)))
            : (environment(SecretVariable), Setting("akka.remote.shared-secret-variable", SecretVariable));
        var secret = Encoding.UTF8.GetBytes(text?.Trim() ?? "");
        return (secret.Length, file) switch
        {
            ( >= ShortestSecret, _) => (secret, source),
            (0, null) => ([], null),
            _ => throw CommandFailed.BadUsage(
                $"The cluster's secret has {secret.Length} bytes, but must have at least {ShortestSecret}: `openssl rand -hex 32` makes a good one."),
        };
    }

    private static string Setting(string path, string value) => value.AsSpan().IndexOfAny('"', '\\', '\n') < 0
        ? $"{path} = \"{value}\""
        : throw CommandFailed.BadUsage($"The name {value} has a quote, a backslash or a line break in it, but must not.");

    private static T Read<T>(string file, Func<string, T> read)
    {
        try
        {
            return read(file);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw CommandFailed.Infrastructure($"The file {file} cannot be used: {unusable.Message}");
        }
    }
}
