namespace Sweep.Messages.Catalogue;

/// <summary>What the coordinator must know of a data set: enough to check a study and to make run keys.</summary>
/// <param name="Name">As in study files: <c>mnist</c>, or the path of a folder of IDX files.</param>
/// <param name="Digest">A hash of its content: part of every run key.</param>
/// <param name="Classes">How many labels there are.</param>
public sealed record DataSetDescription(string Name, string Digest, int TrainCount, int TestCount, int Width, int Height, int Classes);
