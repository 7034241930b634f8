using System.Text.RegularExpressions;

namespace Sweep.Architecture.Tests;

public sealed partial class SourcesTests
{
    public static TheoryData<string> Folders() => new("src", "tests");

    [Fact]
    public void There_is_one_code_path_for_both_stacks() =>
        Assert.DoesNotContain(Repository.Sources("src"), file => ConditionalCompilation().IsMatch(Repository.Text(file)));

    [Theory, MemberData(nameof(Folders))]
    public void A_namespace_is_its_folder(string folder)
    {
        var wrong = from file in Repository.Sources(folder)
                    let text = Repository.Text(file)
                    let found = NamespaceLine().Match(text)
                    let wanted = Namespace(file)
                    where found.Success && found.Groups[1].Value != wanted
                    select $"{file}: {found.Groups[1].Value}, but must be {wanted}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Time_comes_from_a_time_provider() =>
        Assert.DoesNotContain(Repository.Sources("src"), file => WallClock().IsMatch(Repository.Text(file)));

    [Fact]
    public void Nothing_waits_by_blocking_a_thread() =>
        Assert.DoesNotContain(Repository.Sources("src"), file => BlockingWait().IsMatch(Repository.Text(file)));

    [Fact]
    public void Tests_do_not_sleep() =>
        Assert.DoesNotContain(
            Repository.Sources("tests").Where(file => !file.EndsWith("/SourcesTests.cs", StringComparison.Ordinal)),
            file => Sleep().IsMatch(Repository.Text(file)));

    [Fact]
    public void No_test_is_skipped() =>
        Assert.DoesNotContain(
            Repository.Sources("tests").Where(file => !file.EndsWith("/SourcesTests.cs", StringComparison.Ordinal)),
            file => Skip().IsMatch(Repository.Text(file)));

    /// <summary><c>src/Cli/Display/X.cs</c> → <c>Sweep.Cli.Display</c>; a project whose own name would hide a library's says another root.</summary>
    private static string Namespace(string file)
    {
        var parts = file.Split('/');
        var root = Repository.Xml($"{parts[0]}/{parts[1]}/{parts[1]}.csproj").Descendants("RootNamespace").SingleOrDefault()?.Value ?? $"Sweep.{parts[1]}";
        return string.Join('.', [root, .. parts[2..^1]]);
    }

    [GeneratedRegex(@"^\s*#\s*if\b", RegexOptions.Multiline)]
    private static partial Regex ConditionalCompilation();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b")]
    private static partial Regex WallClock();

    [GeneratedRegex(@"\.GetAwaiter\(\)\s*\.GetResult\(\)|\bThread\.Sleep\(")]
    private static partial Regex BlockingWait();

    [GeneratedRegex(@"\bThread\.Sleep\(|\bTask\.Delay\((?!Timeout\.Infinite)")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\bSkip\s*=\s*""")]
    private static partial Regex Skip();
}
