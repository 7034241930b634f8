namespace Sweep.GpuNode.Files;

/// <summary>Where the files of a root lie that may travel between machines.</summary>
/// <param name="DataSets">A folder per digest, of data sets that came from other machines.</param>
public sealed record StorageFolders(string Checkpoints, string Artifacts, string DataSets);
