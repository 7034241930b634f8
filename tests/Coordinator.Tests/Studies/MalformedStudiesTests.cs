using System.Text;
using Sweep.Coordinator.Studies;

namespace Sweep.Coordinator.Tests.Studies;

/// <summary>Each file in Malformed begins with what must be said of it: a comment with line, column and words for each problem.</summary>
public sealed class MalformedStudiesTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Studies", "Malformed");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Is_refused_with_the_place_and_the_reason_of_each_problem(string name)
    {
        var path = Path.Combine(Folder, name);
        var expected = File.ReadLines(path).TakeWhile(line => line.StartsWith('#')).Select(MalformedExpectation.Parse).OfType<MalformedExpectation>().ToList();
        Assert.NotEmpty(expected);

        var problems = Assert.Throws<StudyException>(() => StudyReader.Read(path, FakeCatalogue.Catalogue)).Problems;

        Assert.Equal(expected.Select(one => (one.Line, one.Column)), problems.Select(problem => (problem.Line, problem.Column)));
        Assert.All(expected.Zip(problems), pair =>
        {
            Assert.Equal(path, pair.Second.File);
            Assert.Contains(pair.First.Words, pair.Second.Message, StringComparison.Ordinal);
            Assert.Contains($"{path}:{pair.First.Line}:{pair.First.Column}", pair.Second.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void There_are_more_than_a_hundred_of_them() => Assert.InRange(Files.Count, 100, 1000);

    [Theory]
    [InlineData("name: a\n\tb: 3", 2, 1, "has a tab: use spaces.")]
    [InlineData("name: a # x\ty", 1, 12, "has a tab: use spaces.")]
    [InlineData("name: a\u0000", 1, 8, "has the control character U+0000")]
    [InlineData("", 0, 0, "is empty, but must be a study")]
    [InlineData(" \n \n", 0, 0, "is empty, but must be a study")]
    public void Text_that_is_no_study_is_refused(string text, int line, int column, string words)
    {
        var problem = Assert.Single(Assert.Throws<StudyException>(() => Parse(Encoding.UTF8.GetBytes(text))).Problems);

        Assert.Equal((line, column), (problem.Line, problem.Column));
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_refused_with_their_place()
    {
        var problem = Assert.Single(Assert.Throws<StudyException>(() => Parse([.. "name: ok\nname: caf"u8, 0xE9, (byte)'\n'])).Problems);

        Assert.Equal((2, 10), (problem.Line, problem.Column));
        Assert.Contains("no UTF-8: save the file as UTF-8", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UTF16_is_refused() =>
        Assert.Contains(
            "no UTF-8",
            Assert.Throws<StudyException>(() => Parse([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("name: a")])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_byte_order_mark_changes_neither_validity_nor_places()
    {
        byte[] mark = [0xEF, 0xBB, 0xBF];

        Assert.Equal("small", Parse([.. mark, .. Encoding.UTF8.GetBytes(SomeStudy.Text())]).Name);
        var problem = Assert.Single(
            Assert.Throws<StudyException>(() => Parse([.. mark, .. "nam: a"u8, .. Encoding.UTF8.GetBytes("\n" + SomeStudy.Text())])).Problems);
        Assert.Equal((1, 1), (problem.Line, problem.Column));
    }

    [Fact]
    public void Ten_megabytes_of_nesting_are_refused_by_their_size_alone()
    {
        var path = Path.Combine(Path.GetTempPath(), $"sweep-{Guid.NewGuid():N}.yaml");
        try
        {
            File.WriteAllText(path, new string('[', 10 << 20));
            Assert.Contains(
                "has 10485760 bytes, but a study has at most 1048576",
                Assert.Throws<StudyException>(() => StudyReader.Read(path, FakeCatalogue.Catalogue)).Message,
                StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("[\n")]
    [InlineData("- ")]
    [InlineData("a: {b: [")]
    [InlineData("? ")]
    public void A_megabyte_of_nesting_is_refused_at_the_depth_that_no_study_needs(string open)
    {
        var text = string.Concat(Enumerable.Repeat(open, 1_000_000 / open.Length));

        var problem = Assert.Single(Assert.Throws<StudyException>(() => Parse(Encoding.UTF8.GetBytes(text))).Problems);

        Assert.Contains("is nested deeper than 32 levels", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_is_refused() =>
        Assert.Contains(
            "is a directory, but must be a study file",
            Assert.Throws<StudyException>(() => StudyReader.Read(Folder, FakeCatalogue.Catalogue)).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("no-such-study.yaml")]
    [InlineData("no-such-folder/study.yaml")]
    public void A_missing_file_is_refused(string path) =>
        Assert.Contains("is no file", Assert.Throws<StudyException>(() => StudyReader.Read(path, FakeCatalogue.Catalogue)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_damaged_data_set_is_told_where_it_is_named()
    {
        var problem = Assert.Single(
            Assert.Throws<StudyException>(
                () => Parse(Encoding.UTF8.GetBytes(SomeStudy.Text().Replace("synthetic-digits", "./damaged", StringComparison.Ordinal))))
                .Problems);

        Assert.Equal((2, 10), (problem.Line, problem.Column));
        Assert.Contains("has 7 bytes, but must have 47040016: copy it again.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_beyond_fifty_are_left_out()
    {
        var text = SomeStudy.Text() + string.Concat(Enumerable.Range(0, 200).Select(i => $"unknown{i}: 1\n"));

        Assert.Equal(50, Assert.Throws<StudyException>(() => Parse(Encoding.UTF8.GetBytes(text))).Problems.Length);
    }

    private static Study Parse(byte[] content) => StudyReader.Parse("study.yaml", content, FakeCatalogue.Catalogue);
}
