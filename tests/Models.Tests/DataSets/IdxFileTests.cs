using FsCheck;
using FsCheck.Fluent;
using Sweep.Messages.Catalogue;
using Sweep.Models.DataSets;
using Sweep.Models.Tests.Support;

namespace Sweep.Models.Tests.DataSets;

public sealed class IdxFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ImageSet train = IdxWriter.Pattern(5);
    private readonly ImageSet test = IdxWriter.Pattern(3, seed: 9);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_written_is_read_back()
    {
        var sets =
            from width in Gen.Choose(1, 9)
            from height in Gen.Choose(1, 9)
            from trainCount in Gen.Choose(1, 20)
            from testCount in Gen.Choose(1, 20)
            from seed in Gen.Choose(0, 255)
            from compressed in Gen.Elements(true, false)
            select (Train: IdxWriter.Pattern(trainCount, width, height, seed), Test: IdxWriter.Pattern(testCount, width, height, seed + 1), compressed);

        Prop.ForAll(sets.ToArbitrary(), written =>
        {
            using var own = new TemporaryFolder();
            IdxWriter.WriteFolder(own.Path, written.Train, written.Test, written.compressed);
            var read = Load(own.Path);
            return Same(read.Train, written.Train) && Same(read.Test, written.Test);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        var whole = IdxWriter.Images(train);
        for (var length = 0; length < whole.Length; length++)
        {
            var error = LoadWith(IdxWriter.TrainImages, whole[..length]);
            Assert.Contains(IdxWriter.TrainImages, error.Message);
        }
    }

    [Fact]
    public void A_gzip_file_cut_off_anywhere_is_refused()
    {
        var whole = IdxWriter.Compress(IdxWriter.Images(train));
        for (var length = 0; length < whole.Length; length++)
        {
            File.Delete(folder[IdxWriter.TrainImages]);
            var error = LoadWith(IdxWriter.TrainImages + ".gz", whole[..length]);
            Assert.Contains(IdxWriter.TrainImages, error.Message);
        }
    }

    [Fact]
    public void A_changed_byte_in_a_gzip_file_is_noticed()
    {
        var bytes = IdxWriter.Compress(IdxWriter.Images(train));
        bytes[^6] ^= 1;
        Assert.Contains("no intact gzip file", LoadWith(IdxWriter.TrainImages + ".gz", bytes).Message);
    }

    [Fact]
    public void A_file_that_is_not_gzip_but_is_called_so_is_refused() =>
        Assert.Contains("no intact gzip file", LoadWith(IdxWriter.TrainImages + ".gz", IdxWriter.Images(train)).Message);

    [Fact]
    public void Another_magic_number_is_named()
    {
        var error = LoadWith(IdxWriter.TrainImages, IdxWriter.File(0x0d03, [5, 2, 3], train.Pixels));
        Assert.Contains("begins with 0x00000d03, but an IDX file of images must begin with 0x00000803", error.Message);
    }

    [Fact]
    public void Labels_in_the_place_of_images_are_recognised() =>
        Assert.Contains("(it holds labels)", LoadWith(IdxWriter.TrainImages, IdxWriter.Labels(train)).Message);

    [Fact]
    public void Bytes_after_the_last_image_are_refused() =>
        Assert.Contains("goes on after its 5×2×3 images", LoadWith(IdxWriter.TrainImages, [.. IdxWriter.Images(train), 0]).Message);

    [Fact]
    public void Images_and_labels_must_be_as_many() => Assert.Contains(
        "there must be one label per image", LoadWith(IdxWriter.TrainLabels, IdxWriter.Labels(IdxWriter.Pattern(4))).Message);

    [Fact]
    public void Training_and_test_images_must_have_one_size() => Assert.Contains(
        "both must have one size", LoadWith(IdxWriter.TestImages, IdxWriter.Images(IdxWriter.Pattern(3, width: 4))).Message);

    [Fact]
    public void A_file_without_images_is_refused() => Assert.Contains(
        "has 0 images, but must have at least 1", LoadWith(IdxWriter.TestImages, IdxWriter.File(0x0803, [0, 2, 3], [])).Message);

    [Theory]
    [InlineData(int.MaxValue, 2, 3)]
    [InlineData(-1, -1, -1)]
    [InlineData(1_000_000, 28, 28)]
    public void A_header_that_promises_more_than_the_file_can_hold_costs_no_memory(int count, int height, int width)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var bytes = IdxWriter.File(0x0803, [count, height, width], train.Pixels);
        LoadWith(IdxWriter.TrainImages, bytes);
        File.Delete(folder[IdxWriter.TrainImages]);
        LoadWith(IdxWriter.TrainImages + ".gz", IdxWriter.Compress(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
    }

    private static bool Same(ImageSet a, ImageSet b) =>
        (a.Count, a.Width, a.Height) == (b.Count, b.Width, b.Height) && a.Pixels.SequenceEqual(b.Pixels) && a.Labels.SequenceEqual(b.Labels);

    private static DataSet Load(string path) => new DataSetLibrary(new DataSetOptions(null, Path.Combine(path, "cache"))).Load(path);

    /// <summary>The error of a good folder in which one file is replaced; a name with .gz takes the place of the plain file.</summary>
    private DataSetException LoadWith(string file, byte[] bytes)
    {
        IdxWriter.WriteFolder(folder.Path, train, test);
        File.Delete(folder[file.Replace(".gz", "", StringComparison.Ordinal)]);
        File.WriteAllBytes(folder[file], bytes);
        return Assert.Throws<DataSetException>(() => Load(folder.Path));
    }
}
