using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Studies;
using Sweep.Messages.Catalogue;

namespace Sweep.Cli.Studies;

/// <summary>The study files of a folder and those below it.</summary>
public static class StudyList
{
    /// <summary><c>./studies</c> where there is one, else those that come with Sweep (<c>SWEEP_HOME</c> is where it lies).</summary>
    public static string? Folder() =>
        new[] { "studies", Path.Combine(Environment.GetEnvironmentVariable("SWEEP_HOME") ?? ".", "studies") }.FirstOrDefault(Directory.Exists);

    public static IEnumerable<ListedStudy> In(string folder, Catalogue catalogue) => Directory
        .EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
        .Concat(Directory.EnumerateFiles(folder, "*.yml", SearchOption.AllDirectories))
        .Order(StringComparer.Ordinal)
        .Select(file => Read(file, catalogue));

    private static ListedStudy Read(string file, Catalogue catalogue)
    {
        try
        {
            var study = StudyReader.Read(file, catalogue);
            return new ListedStudy(file, study.Name, Grid.From(study.Grid).Count, study.Description, null);
        }
        catch (Exception invalid) when (invalid is StudyException or DataSetException)
        {
            return new ListedStudy(file, null, null, "", invalid.Message.Split(Environment.NewLine)[0]);
        }
    }
}

/// <param name="Problem">Why it cannot be run; null when it can.</param>
public sealed record ListedStudy(string File, string? Name, int? Runs, string Description, string? Problem);
