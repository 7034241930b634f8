using Sweep.Messages.Catalogue;

namespace Sweep.Models.DataSets;

/// <summary>A data set in memory: what to train on and what to test on, images of one size.</summary>
public sealed record DataSet(DataSetDescription Description, ImageSet Train, ImageSet Test);
