using System.Collections.Immutable;

namespace Sweep.Models.DataSets;

/// <summary>Where a data set lies on this machine.</summary>
/// <param name="Files">Its four, with their paths.</param>
public sealed record DataSetPlace(string Folder, ImmutableArray<string> Files);
