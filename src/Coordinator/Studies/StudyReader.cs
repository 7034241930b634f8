using Sweep.Coordinator.Studies.Binding;
using Sweep.Coordinator.Studies.Yaml;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Studies;

namespace Sweep.Coordinator.Studies;

/// <summary>Reads study files. A study that is returned is valid as a whole: every cell of it can be trained.</summary>
public static class StudyReader
{
    /// <exception cref="StudyException">The file cannot be read, or the study has problems: as many as can be told at once.</exception>
    public static Study Read(string path, Catalogue catalogue, StudyOverrides? overrides = null) => Parse(path, StudyText.ReadFile(path), catalogue, overrides);

    /// <param name="file">What to call it in errors.</param>
    /// <param name="content">UTF-8, with or without byte order mark.</param>
    /// <exception cref="StudyException">The study has problems: as many as can be told at once.</exception>
    public static Study Parse(string file, ReadOnlySpan<byte> content, Catalogue catalogue, StudyOverrides? overrides = null)
    {
        var text = StudyText.Decode(file, content);
        var problems = new StudyProblems();
        var root = StudyTree.Read(file, text, problems);

        // What an alias or a second key of one name means is not guessed at: problems that follow from it would mislead.
        problems.ThrowIfAny();
        return new StudyBinder(file, catalogue, overrides ?? StudyOverrides.None, problems).Bind(root, text);
    }

    /// <summary>What the report of a study shows: needs neither its models nor its data sets.</summary>
    /// <exception cref="StudyException">The file cannot be read, or is no study.</exception>
    public static ReportPlan ReadReport(string path) => ReadReport(path, StudyText.Decode(path, StudyText.ReadFile(path)));

    /// <summary>The same from the text that is kept with a sweep.</summary>
    /// <exception cref="StudyException">The text is no study.</exception>
    public static ReportPlan ReadReport(string file, string text)
    {
        var problems = new StudyProblems();
        var root = StudyTree.Read(file, text, problems);
        problems.ThrowIfAny();
        return StudyBinder.BindReport(root, problems);
    }
}
