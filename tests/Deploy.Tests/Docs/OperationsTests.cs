using System.Text.RegularExpressions;
using Sweep.Architecture.Tests;

namespace Sweep.Deploy.Tests.Docs;

/// <summary>What docs/operations.md says of messages and files is so.</summary>
public sealed partial class OperationsTests
{
    private static readonly string Page = Repository.Text("docs/operations.md");

    private static readonly string[] Sources = [.. Repository.Sources("src").Concat(Repository.Sources("compat")).Select(Repository.Text)];

    public static TheoryData<string> Messages() =>
        new(Section("What is logged when something is wrong").Concat(Section("When the database is away")).Distinct());

    [Fact]
    public void Messages_are_told_of() => Assert.True(Messages().Count > 15);

    [Theory, MemberData(nameof(Messages))]
    public void A_message_is_one_that_is_logged(string message)
    {
        var template = new Regex(string.Join(@"\{[^}]+\}", message.Split('…').Select(Regex.Escape)));
        Assert.Contains(Sources, source => template.IsMatch(source));
    }

    [Fact]
    public void Files_that_are_named_exist() => Assert.All(
        FileName().Matches(Page).Select(match => match.Value).Where(path => !path.EndsWith("base/secrets", StringComparison.Ordinal)).Distinct(),
        path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path));

    // Of each row, what its first column quotes.
    private static IEnumerable<string> Section(string heading) => Page.Split("\n## ").Single(section => section.StartsWith(heading, StringComparison.Ordinal))
        .Split('\n')
        .Select(line => Quoted().Match(line))
        .Where(match => match.Success)
        .Select(match => match.Groups[2].Value);

    [GeneratedRegex(@"^\| (`+)(.+?)\1 \|")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(?:deploy|studies)/[\w./-]*\w")]
    private static partial Regex FileName();
}
