using System.Security.Cryptography;
using Sweep.Models.DataSets;

namespace Sweep.Models.Tests.Support;

/// <summary>A tiny published data set with its files, as mirrors hold them.</summary>
internal sealed class PublishedSet
{
    public PublishedSet(params IEnumerable<Uri> mirrors)
    {
        var files = IdxWriter.Files(Train, Test).Select(file => (file.Name, file.Bytes, Compressed: IdxWriter.Compress(file.Bytes))).ToArray();
        Files = files.ToDictionary(file => file.Name + ".gz", file => file.Compressed);
        var known = files.Select(file => new PublicIdxFile(file.Name, file.Compressed.Length, Sum(file.Compressed), Sum(file.Bytes))).ToArray();
        Description = new PublicDataSet(
            new("tiny", DataSetDigest.Of(Train, Test), Train.Count, Test.Count, Train.Width, Train.Height, 4),
            new PublicIdxFiles(known[0], known[1], known[2], known[3]),
            [.. mirrors]);
    }

    public ImageSet Train { get; } = IdxWriter.Pattern(40);

    public ImageSet Test { get; } = IdxWriter.Pattern(12, seed: 7);

    /// <summary>By compressed name.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    public PublicDataSet Description { get; }

    public MirrorServer On(MirrorServer server)
    {
        foreach (var (name, bytes) in Files)
        {
            server.Answering(name, MirrorServer.Answer.File(bytes));
        }

        return server;
    }

    private static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
