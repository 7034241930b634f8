using Sweep.Models.DataSets;
using Sweep.Models.Tests.Support;

namespace Sweep.Models.Tests.DataSets;

public sealed class PublicDataSetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_found_in_a_folder_has_the_digest_of_its_files()
    {
        var tiny = new PublishedSet();
        IdxWriter.WriteFolder(folder["tiny"], tiny.Train, tiny.Test, compressed: true);
        var library = new DataSetLibrary(new DataSetOptions(folder.Path, folder["cache"]), TimeProvider.System, [tiny.Description]);

        Assert.Equal(library.Describe("tiny").Digest, DataSetDigest.Of(library.Load("tiny").Train, library.Load("tiny").Test));
    }

    [Fact]
    public void Every_file_has_sums_a_length_and_more_than_one_mirror()
    {
        Assert.All(PublicDataSet.All, set =>
        {
            Assert.InRange(set.Mirrors.Length, 2, 9);
            Assert.All(set.Mirrors, mirror => Assert.EndsWith("/", mirror.AbsoluteUri));
            Assert.Equal(8, set.Files.All.SelectMany(file => new[] { file.CompressedSha256, file.Sha256 }).Distinct().Count());
            Assert.All(set.Files.All, file => Assert.Matches("^[0-9a-f]{64}/[0-9a-f]{64}$", $"{file.CompressedSha256}/{file.Sha256}"));
            Assert.All(set.Files.All, file => Assert.InRange(file.CompressedBytes, 1_000, 100_000_000));
        });
    }

    // Where clusters run, often nothing leaves but HTTPS.
    [Fact]
    public void The_first_mirror_is_reached_by_HTTPS() => Assert.All(PublicDataSet.All, set => Assert.Equal(Uri.UriSchemeHttps, set.Mirrors[0].Scheme));

    [PublishedFilesTheory]
    [InlineData("mnist", "5,0,4,1,9", 1_567_298_545, 264_923_200)]
    [InlineData("fashion-mnist", "9,0,0,3,0", 3_431_114_169, 573_469_082)]
    public void The_files_hold_what_is_known_of_them(string name, string firstLabels, long trainSum, long testSum)
    {
        var library = new DataSetLibrary(new DataSetOptions(PublishedFilesTheoryAttribute.Folder, folder["cache"]));
        var (description, train, test) = library.Load(name);
        Assert.Equal((60_000, 10_000), (train.Count, test.Count));
        Assert.Equal(firstLabels, string.Join(",", train.Labels.Take(5)));
        Assert.Equal((trainSum, testSum), (train.Pixels.Sum(pixel => (long)pixel), test.Pixels.Sum(pixel => (long)pixel)));
        Assert.Equal(description.Digest, DataSetDigest.Of(train, test));
        Assert.Equal(description.Classes, train.Labels.Distinct().Count());
        Assert.Equal(description, library.Describe(name));
    }
}
