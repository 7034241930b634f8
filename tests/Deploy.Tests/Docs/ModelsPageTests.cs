using Sweep.Architecture.Tests;

namespace Sweep.Deploy.Tests.Docs;

public sealed class ModelsPageTests
{
    private const string Page = "docs/models.md";

    [Fact]
    public void The_page_of_the_models_says_what_the_code_says()
    {
        var (expected, made) = (ModelsPage.Text(), Path.Combine("artifacts", "models.md"));
        File.WriteAllText(Path.Combine(Repository.Root, made), expected);

        Assert.True(
            File.Exists(Path.Combine(Repository.Root, Page)) && Repository.Text(Page) == expected,
            $"{Page} is not what the code says any more. Renew it with: cp {made} {Page}");
    }
}
