using System.CommandLine;
using Sweep.Cli.Output;

namespace Sweep.Cli.Commands;

/// <summary>Options that several commands share.</summary>
public static class CommonOptions
{
    public const string RootVariable = "SWEEP_ROOT";

    public const string DefaultRoot = "./sweep-data";

    private const double LongestSeconds = 86_400;

    public static Option<string> Root() => new("--root")
    {
        Description = $"Folder of the database, checkpoints and logs (default: ${RootVariable}, else {DefaultRoot}).",
        HelpName = "DIR",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(RootVariable) is { Length: > 0 } root ? root : DefaultRoot,
    };

    public static Option<bool> Fresh() => new("--fresh") { Description = "Train every cell, also those whose result is there already." };

    public static Option<OutputFormat> Format() => new("--format")
    {
        Description = "table for people, json or csv for programs.",
        HelpName = "table|json|csv",
        DefaultValueFactory = _ => OutputFormat.Table,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Enum.TryParse<OutputFormat>(text, ignoreCase: true, out var format) && Enum.IsDefined(format) && !char.IsDigit(text[0]))
            {
                return format;
            }

            result.AddError($"`--format` is {text}, but must be table, json or csv.");
            return OutputFormat.Table;
        },
    };

    /// <summary>A number of seconds, less than a day.</summary>
    public static Option<double> Seconds(string name, string description, double byDefault, bool isZeroAllowed)
    {
        var option = new Option<double>(name)
        {
            Description = $"{description} (default: {byDefault}).",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => byDefault,
        };
        option.Validators.Add(result =>
        {
            var seconds = result.GetValueOrDefault<double>();
            if (!(seconds > 0 || (isZeroAllowed && seconds == 0)) || seconds >= LongestSeconds)
            {
                result.AddError($"`{name}` must be {(isZeroAllowed ? "at least" : "greater than")} 0 and less than {LongestSeconds}.");
            }
        });
        return option;
    }
}
