namespace Sweep.Models.DataSets;

/// <summary>How far the download of one file has come.</summary>
/// <param name="DataSet">The data set's name.</param>
/// <param name="File">The file's name, without folder.</param>
/// <param name="Mirror">Where it comes from.</param>
/// <param name="ReceivedBytes">Goes back to 0 when another attempt begins.</param>
public sealed record DownloadProgress(string DataSet, string File, Uri Mirror, long ReceivedBytes, long TotalBytes);
