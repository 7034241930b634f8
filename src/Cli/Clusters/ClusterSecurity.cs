using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sweep.Cli.Clusters;

/// <summary>
/// What the processes of a cluster prove to each other: that they know the secret, and that their certificate is to be trusted. It comes
/// from files or the environment; what is on a command line others can read.
/// </summary>
/// <param name="settings">Lines of HOCON that say where the secret and the trusted certificates are.</param>
/// <param name="secret">Empty where there is none.</param>
/// <param name="certificate">With its private key; null without TLS.</param>
public sealed class ClusterSecurity(string settings, byte[] secret, X509Certificate2? certificate)
{
    public const string SecretVariable = "SWEEP_SECRET";
    public const string SecretFile = "SWEEP_SECRET_FILE";
    public const string TlsCertificate = "SWEEP_TLS_CERT";
    public const string TlsKey = "SWEEP_TLS_KEY";
    public const string TlsAuthority = "SWEEP_TLS_CA";

    public string Settings { get; } = settings;

    public byte[] Secret { get; } = secret;

    public X509Certificate2? Certificate { get; } = certificate;

    private bool HasSecret => Secret.Length > 0;

    /// <param name="environment">Gives the value of a variable, or null.</param>
    /// <exception cref="CommandFailed">What is set contradicts itself, or names a file that cannot be read.</exception>
    public static ClusterSecurity From(Func<string, string?> environment)
    {
        var secret = SecretText.From(environment, SecretVariable, SecretFile, "the cluster's secret");
        var settings = new List<string>();
        if (secret.File is { } file)
        {
            settings.Add($"akka.remote.shared-secret-file = {Quoted(file)}");
        }
        else if (secret.Bytes.Length > 0)
        {
            settings.Add($"akka.remote.shared-secret-variable = {SecretVariable}");
        }

        if (Variables.Value(environment, TlsAuthority) is { } authority)
        {
            settings.Add($"akka.remote.trusted-certificates-file = {Quoted(Variables.Readable(TlsAuthority, authority))}");
        }

        var certificate = ReadCertificate(Variables.Value(environment, TlsCertificate), Variables.Value(environment, TlsKey));
        return new ClusterSecurity(string.Join('\n', settings), secret.Bytes, certificate);
    }

    /// <exception cref="CommandFailed">Others than this machine could reach the address, and nothing is set that keeps them out.</exception>
    public void Require(HostPort listen)
    {
        if (listen.IsLoopback || (HasSecret && Certificate is not null))
        {
            return;
        }

        var lacks = (HasSecret, Certificate) switch
        {
            (false, null) => "neither a shared secret nor TLS",
            (false, _) => "no shared secret",
            _ => "no TLS",
        };
        throw CommandFailed.BadUsage(
            $"{listen} can be reached from other machines, but there is {lacks}. Put a secret into a file and its path into {SecretFile}, put the paths of a "
            + $"PEM certificate and its key into {TlsCertificate} and {TlsKey} (and that of the authority that signed it into {TlsAuthority}), "
            + "for every process of the cluster; or listen on 127.0.0.1.");
    }

    // HOCON has the quoted strings of JSON. What stands there without quotes may not have a #, a $, a brace and the like.
    private static string Quoted(string path) => $"\"{JsonEncodedText.Encode(path, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static X509Certificate2? ReadCertificate(string? certificate, string? key)
    {
        if (certificate is null && key is null)
        {
            return null;
        }

        if (certificate is null || key is null)
        {
            var (given, missing) = key is null ? (TlsCertificate, TlsKey) : (TlsKey, TlsCertificate);
            throw CommandFailed.BadUsage($"{given} is set and {missing} is not, but TLS needs both.");
        }

        try
        {
            return X509Certificate2.CreateFromPemFile(Variables.Readable(TlsCertificate, certificate), Variables.Readable(TlsKey, key));
        }
        catch (CryptographicException error)
        {
            throw CommandFailed.BadUsage($"{TlsCertificate} and {TlsKey} must be PEM files of one certificate and its private key: {error.Message}");
        }
    }
}
