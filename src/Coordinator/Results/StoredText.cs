using System.Globalization;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Results;

/// <summary>Moments and states as the words that stand in the tables. Never renamed.</summary>
internal static class StoredText
{
    private const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static string Of(DateTimeOffset moment) => moment.UtcDateTime.ToString(MomentFormat, CultureInfo.InvariantCulture);

    public static DateTimeOffset Moment(string text) =>
        new(DateTime.ParseExact(text, MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal));

    public static string Of(RunState state) => state switch
    {
        RunState.Completed => "completed",
        RunState.Failed => "failed",
        RunState.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A result's state is final."),
    };

    public static string Of(SweepPhase phase) => Kebab(phase);

    public static string Of(FailureKind failure) => Kebab(failure);

    public static string Of(Goal goal) => Kebab(goal);

    public static string Of(RequestKind kind) => Kebab(kind);

    /// <exception cref="FormatException">No value has that name: the table was edited by hand.</exception>
    public static T Read<T>(string text)
        where T : struct, Enum =>
        Enum.TryParse<T>(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw new FormatException($"The store holds `{text}`, but a {typeof(T).Name} is one of {string.Join(", ", Enum.GetValues<T>().Select(Kebab))}.");

    private static string Kebab<T>(T value)
        where T : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
