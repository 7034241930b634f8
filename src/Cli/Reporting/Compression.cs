using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;
using Sweep.Models.Catalogue;
using Sweep.Models.DataSets;

namespace Sweep.Cli.Reporting;

/// <summary>How much smaller than an image the code of a run's network is.</summary>
internal static class Compression
{
    /// <summary>Numbers of the code by numbers of the image; null where there is no code, or the model or the data set is not one that comes with Sweep.</summary>
    public static double? Of(ParameterSet run)
    {
        var model = ModelCatalogue.BuiltIn.Descriptions.FirstOrDefault(known => known.Name == run.Text("model"));
        var data = PublicDataSet.All.Select(set => set.Description).Append(SyntheticDigits.Description).FirstOrDefault(known => known.Name == run.Text("dataset"));
        return model is not null && data is not null && model.Estimate(run, data).CodeSize is > 0 and var size ? (double)size / (data.Width * data.Height) : null;
    }
}
