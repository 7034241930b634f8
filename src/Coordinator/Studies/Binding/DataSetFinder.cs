using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Studies.Yaml;
using Sweep.Messages.Catalogue;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>Finds the data sets that a study names, each once.</summary>
internal sealed class DataSetFinder(Catalogue catalogue, StudyProblems problems)
{
    private readonly Dictionary<string, DataSetStamp?> found = [];

    /// <summary>Those found, in the order of the study.</summary>
    public IEnumerable<DataSetStamp> Found => found.Values.OfType<DataSetStamp>();

    public void Find(StudyNode.Scalar scalar)
    {
        if (found.ContainsKey(scalar.Text))
        {
            return;
        }

        try
        {
            found[scalar.Text] = new DataSetStamp(scalar.Text, catalogue.DescribeDataSet(scalar.Text).Digest);
        }
        catch (DataSetException error)
        {
            found[scalar.Text] = null;
            problems.Add(scalar.Place, Explain(scalar, error));
        }
    }

    private string Explain(StudyNode.Scalar scalar, DataSetException error)
    {
        if (catalogue.DataSetNames.Contains(scalar.Text) || scalar.Text.Contains('/') || scalar.Text.Contains('\\'))
        {
            return $"`dataset` is {scalar.Text} ({scalar.Place}), but cannot be had: {error.Message}";
        }

        var meant = NearestName.Of(scalar.Text, catalogue.DataSetNames) is { } nearest ? $" Did you mean `{nearest}`?" : "";
        return $"`dataset` is {scalar.Shown} ({scalar.Place}), but must be one of {string.Join(", ", catalogue.DataSetNames)}, or the path of a "
            + $"folder of IDX files.{meant}";
    }
}
