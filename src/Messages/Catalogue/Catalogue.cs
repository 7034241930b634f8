using System.Collections.Immutable;

namespace Sweep.Messages.Catalogue;

/// <summary>The models that can be trained and the data sets that can be found.</summary>
/// <param name="DataSetNames">The named ones, for error messages.</param>
/// <param name="DescribeDataSet">
/// Describes a data set by name or folder without keeping it in memory. Throws <see cref="DataSetException"/>
/// when there is none such or its files are damaged.
/// </param>
/// <param name="TrainerVersion">Changes whenever the same run of any model would give other bits; part of every run key.</param>
public sealed record Catalogue(
    ImmutableArray<ModelDescription> Models,
    ImmutableArray<string> DataSetNames,
    Func<string, DataSetDescription> DescribeDataSet,
    string TrainerVersion = "1")
{
    public ModelDescription? FindModel(string name) => Models.FirstOrDefault(model => model.Name == name);
}

/// <summary>A data set that cannot be had: what, where, what is allowed, and the remedy.</summary>
public sealed class DataSetException : Exception
{
    public DataSetException(string message) : base(message) { }

    public DataSetException(string message, Exception inner) : base(message, inner) { }
}
