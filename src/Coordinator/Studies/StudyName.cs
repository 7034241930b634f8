using System.Text.RegularExpressions;

namespace Sweep.Coordinator.Studies;

/// <summary>What a study, or a grid in it, may be called: names of folders and parts of ids are made of it.</summary>
public static partial class StudyName
{
    /// <summary>As the end of a sentence that says what it must.</summary>
    public const string Rule = "have 1 to 64 of the letters a-z, digits and hyphens, and begin and end with a letter or digit.";

    public static bool IsValid(string name) => Pattern().IsMatch(name);

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?\z")]
    private static partial Regex Pattern();
}
