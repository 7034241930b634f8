using System.Text;

namespace Sweep.Cli.Clusters;

/// <summary>The token that a coordinator's HTTP API wants, for the coordinator and for those who ask it.</summary>
public static class AccessToken
{
    public const string Variable = "SWEEP_TOKEN";
    public const string FileVariable = "SWEEP_TOKEN_FILE";

    /// <summary>Empty where none is set.</summary>
    /// <exception cref="CommandFailed">What is set is no token.</exception>
    public static string From(Func<string, string?> environment)
    {
        var token = Encoding.UTF8.GetString(SecretText.From(environment, Variable, FileVariable, "the token of the HTTP API").Bytes);
        return token.All(letter => letter is > ' ' and < '\x7f')
            ? token
            : throw CommandFailed.BadUsage($"the token in {Variable} or {FileVariable} must be ASCII without white space: it travels in a header.");
    }
}
