using Sweep.Messages.Catalogue;
using Sweep.Models.DataSets;
using Sweep.Models.Tests.Support;

namespace Sweep.Models.Tests.DataSets;

public sealed class DataSetLibraryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly PublishedSet tiny = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_is_described_by_its_content()
    {
        IdxWriter.WriteFolder(folder["plain"], tiny.Train, tiny.Test);
        IdxWriter.WriteFolder(folder["other", "place"], tiny.Train, tiny.Test, compressed: true);
        IdxWriter.WriteFolder(folder["swapped"], tiny.Test, tiny.Train);
        var library = Library();

        var plain = library.Describe(folder["plain"]);

        Assert.Equal(new DataSetDescription(folder["plain"], tiny.Description.Description.Digest, 40, 12, 3, 2, 4), plain);
        Assert.Equal(plain.Digest, library.Describe(folder["other", "place"]).Digest);
        Assert.NotEqual(plain.Digest, library.Describe(folder["swapped"]).Digest);
    }

    [Fact]
    public void One_changed_pixel_or_label_changes_the_digest()
    {
        var (train, test) = (IdxWriter.Pattern(4), IdxWriter.Pattern(2));
        var digest = DataSetDigest.Of(train, test);
        Assert.NotEqual(digest, DataSetDigest.Of(train with { Pixels = [.. train.Pixels[..^1], 1] }, test));
        Assert.NotEqual(digest, DataSetDigest.Of(train, test with { Labels = [3, 3] }));
        Assert.NotEqual(digest, DataSetDigest.Of(train with { Width = 2, Height = 3 }, test));
    }

    [Fact]
    public void File_names_with_a_dot_are_known_too()
    {
        IdxWriter.WriteFolder(folder.Path, tiny.Train, tiny.Test);
        File.Move(folder[IdxWriter.TrainImages], folder["train-images.idx3-ubyte"]);
        Assert.Equal(tiny.Train.Pixels, Library().Load(folder.Path).Train.Pixels);
    }

    [Fact]
    public void All_threads_share_one_copy()
    {
        IdxWriter.WriteFolder(folder.Path, tiny.Train, tiny.Test);
        var library = Library();
        var sets = new DataSet[16];
        Parallel.For(0, sets.Length, i => sets[i] = library.Load(i % 2 == 0 ? folder.Path : folder["."]));
        Assert.All(sets, set => Assert.Same(sets[0], set));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        IdxWriter.WriteFolder(folder.Path, tiny.Train, tiny.Test);
        File.Delete(folder[IdxWriter.TestLabels]);
        var error = Assert.Throws<DataSetException>(() => Library().Describe(folder.Path));
        Assert.Contains($"lacks {IdxWriter.TestLabels};", error.Message);
    }

    [Fact]
    public void A_failure_is_not_remembered_once_it_is_remedied()
    {
        var library = Library();
        Assert.Throws<DataSetException>(() => library.Load(folder.Path));
        IdxWriter.WriteFolder(folder.Path, tiny.Train, tiny.Test);
        Assert.Equal(40, library.Load(folder.Path).Train.Count);
    }

    [Fact]
    public void A_folder_that_changes_after_it_was_described_is_not_trained_on()
    {
        IdxWriter.WriteFolder(folder.Path, tiny.Train, tiny.Test);
        var library = Library();
        library.Describe(folder.Path);
        IdxWriter.WriteFolder(folder.Path, tiny.Test, tiny.Test);
        Assert.Contains("has changed since it was first read", Assert.Throws<DataSetException>(() => library.Load(folder.Path)).Message);
    }

    [Theory]
    [InlineData("minst")]
    [InlineData("")]
    [InlineData("no/such/folder")]
    [InlineData("nul\0character")]
    public void An_unknown_name_says_what_there_is(string name)
    {
        var library = new DataSetLibrary(new DataSetOptions(null, folder.Path));
        var message = Assert.Throws<DataSetException>(() => library.Describe(name)).Message;
        Assert.Equal($"`{name}` is no data set: it must be fashion-mnist, mnist, synthetic-digits, or the path of a folder of IDX files.", message);
        Assert.Equal(message, Assert.Throws<DataSetException>(() => library.Load(name)).Message);
    }

    [Fact]
    public void Named_sets_are_described_without_their_files()
    {
        var library = new DataSetLibrary(new DataSetOptions(folder["nowhere"], folder["neither"]));
        Assert.Equal((60_000, 10_000, 28, 28, 10), library.Describe("mnist") is var d ? (d.TrainCount, d.TestCount, d.Width, d.Height, d.Classes) : default);
        Assert.Equal(library.Names.Length, library.Names.Select(name => library.Describe(name).Digest).Distinct().Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_named_set_is_taken_from_the_folder_of_data_sets(bool compressed)
    {
        IdxWriter.WriteFolder(folder["sets", "tiny"], tiny.Train, tiny.Test, compressed);
        var set = Library(folder["sets"]).Load("tiny");
        Assert.Equal(tiny.Description.Description, set.Description);
        Assert.Equal(tiny.Train.Pixels, set.Train.Pixels);
        Assert.False(Directory.Exists(folder["cache"]));
    }

    [Fact]
    public void A_named_set_is_taken_from_the_cache_where_the_folder_lacks_it()
    {
        Directory.CreateDirectory(folder["sets"]);
        IdxWriter.WriteFolder(folder["cache", "tiny"], tiny.Train, tiny.Test, compressed: true);
        Assert.Equal(tiny.Test.Labels, Library(folder["sets"]).Load("tiny").Test.Labels);
    }

    [Fact]
    public void A_named_set_in_the_folder_with_other_content_is_refused()
    {
        IdxWriter.WriteFolder(folder["sets", "tiny"], tiny.Train, tiny.Train);
        var error = Assert.Throws<DataSetException>(() => Library(folder["sets"]).Load("tiny"));
        Assert.Contains(folder["sets", "tiny", IdxWriter.TestImages] + " is not the published file of `tiny`", error.Message);
    }

    [Fact]
    public void A_folder_of_data_sets_that_does_not_exist_is_an_error()
    {
        var error = Assert.Throws<DataSetException>(() => Library(folder["missing"]).Load("tiny"));
        Assert.Equal($"The folder of data sets is {folder["missing"]}, but there is no such folder; correct --datasets or SWEEP_DATASETS.", error.Message);
    }

    [Fact]
    public void A_folder_of_data_sets_that_does_not_exist_is_passed_over_where_sets_come_from_other_machines()
    {
        var digest = tiny.Description.Description.Digest;
        var library = Keeping(folder["missing"]);
        Assert.Null(library.Find("tiny", digest));

        IdxWriter.WriteFolder(folder["kept", digest], tiny.Train, tiny.Test, compressed: true);

        Assert.Equal(folder["missing"], library.MissingFolder);
        Assert.Equal(tiny.Test.Labels, library.Load("tiny", digest).Test.Labels);
    }

    [Theory]
    [InlineData("tiny")]
    [InlineData("mine")]
    public void What_is_damaged_here_is_taken_from_what_came_from_other_machines(string name)
    {
        var digest = tiny.Description.Description.Digest;
        IdxWriter.WriteFolder(folder["sets", name], tiny.Train, tiny.Test);
        File.WriteAllText(folder["sets", name, IdxWriter.TestImages], "damaged");
        var asked = name == "tiny" ? name : folder["sets", name];
        Assert.Throws<DataSetException>(() => Keeping(folder["sets"]).Find(asked, digest));
        Assert.Throws<DataSetException>(() => Keeping(folder["sets"]).Load(asked, digest));

        IdxWriter.WriteFolder(folder["kept", digest], tiny.Train, tiny.Test, compressed: true);

        Assert.Equal(folder["kept", digest], Keeping(folder["sets"]).Find(asked, digest)?.Folder);
        Assert.Equal(tiny.Test.Pixels, Keeping(folder["sets"]).Load(asked, digest).Test.Pixels);
    }

    [Fact]
    public void A_path_that_lacks_files_here_is_taken_from_what_came_from_other_machines()
    {
        var digest = DataSetDigest.Of(tiny.Test, tiny.Train);
        Directory.CreateDirectory(folder["mine"]);
        Assert.Null(Keeping().Find(folder["mine"], digest));
        Assert.Contains(" lacks ", Assert.Throws<DataSetException>(() => Keeping().Load(folder["mine"], digest)).Message);

        IdxWriter.WriteFolder(folder["kept", digest], tiny.Test, tiny.Train);

        Assert.Equal(tiny.Test.Pixels, Keeping().Load(folder["mine"], digest).Train.Pixels);
    }

    [Fact]
    public void A_named_set_is_taken_from_what_came_from_other_machines()
    {
        var digest = tiny.Description.Description.Digest;
        IdxWriter.WriteFolder(folder["kept", digest], tiny.Train, tiny.Test, compressed: true);

        Assert.Equal(folder["kept", digest], Keeping().Find("tiny", digest)?.Folder);
        Assert.Equal(tiny.Test.Labels, Keeping().Load("tiny", digest).Test.Labels);
    }

    [Fact]
    public void A_set_of_another_machine_goes_by_the_path_that_it_has_there()
    {
        var digest = DataSetDigest.Of(tiny.Test, tiny.Train);
        IdxWriter.WriteFolder(folder["kept", digest], tiny.Test, tiny.Train);

        var set = Keeping().Load("/data/mine", digest);

        Assert.Equal(("/data/mine", digest), (set.Description.Name, set.Description.Digest));
        Assert.Equal(tiny.Test.Pixels, set.Train.Pixels);
    }

    [Fact]
    public void What_came_damaged_is_not_there()
    {
        var digest = DataSetDigest.Of(tiny.Test, tiny.Train);
        IdxWriter.WriteFolder(folder["kept", digest], tiny.Train, tiny.Train);

        Assert.Null(Keeping().Find("/data/mine", digest));
        Assert.Contains("is no data set", Assert.Throws<DataSetException>(() => Keeping().Load("/data/mine", digest)).Message);
    }

    [Fact]
    public void A_folder_that_holds_other_images_than_were_submitted_is_not_trained_on()
    {
        IdxWriter.WriteFolder(folder["mine"], tiny.Train, tiny.Train);

        var error = Assert.Throws<DataSetException>(() => Keeping().Load(folder["mine"], DataSetDigest.Of(tiny.Train, tiny.Test)));

        Assert.Contains("holds other images here than when the sweep was submitted", error.Message);
    }

    [Fact]
    public void Others_are_given_named_sets_and_what_lies_in_the_folder_of_data_sets()
    {
        var digest = DataSetDigest.Of(tiny.Train, tiny.Train);
        IdxWriter.WriteFolder(folder["sets", "tiny"], tiny.Train, tiny.Test);
        IdxWriter.WriteFolder(folder["sets", "mine"], tiny.Train, tiny.Train);
        IdxWriter.WriteFolder(folder["elsewhere"], tiny.Train, tiny.Train);
        var library = Keeping(folder["sets"]);

        Assert.Equal(folder["sets", "tiny"], library.FindForOthers("tiny", tiny.Description.Description.Digest)?.Folder);
        Assert.Equal(folder["sets", "mine"], library.FindForOthers(folder["sets", "mine"], digest)?.Folder);
        Assert.Null(library.FindForOthers(folder["sets", "mine"], tiny.Description.Description.Digest));
        Assert.Null(library.FindForOthers(folder["elsewhere"], digest));
        Assert.Null(library.FindForOthers(folder["sets", "..", "elsewhere"], digest));
        Assert.Null(library.FindForOthers("nul\0character", "../elsewhere"));
    }

    private DataSetLibrary Keeping(string? sets = null) =>
        new(new DataSetOptions(sets, folder["cache"]) { Kept = folder["kept"] }, TimeProvider.System, [tiny.Description]);

    private DataSetLibrary Library(string? sets = null) => new(new DataSetOptions(sets, folder["cache"]), TimeProvider.System, [tiny.Description]);
}
