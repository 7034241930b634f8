using Sweep.Models.DataSets;

namespace Sweep.Models.Tests.Support;

/// <summary>A theory that is skipped, and says so, where the published files are not at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PublishedFilesTheoryAttribute : TheoryAttribute
{
    public PublishedFilesTheoryAttribute() => Skip = PublicDataSet.All.All(set => Directory.Exists(Path.Combine(Folder ?? "", set.Name)))
        ? null
        : $"{DataSetOptions.FolderVariable} names no folder with {string.Join(" and ", PublicDataSet.All.Select(set => set.Name))}.";

    public static string? Folder => Environment.GetEnvironmentVariable(DataSetOptions.FolderVariable);
}
