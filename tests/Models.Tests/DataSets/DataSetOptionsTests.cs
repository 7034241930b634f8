using Sweep.Models.DataSets;

namespace Sweep.Models.Tests.DataSets;

public sealed class DataSetOptionsTests
{
    [Theory]
    [InlineData("/given", "/variable", "/given")]
    [InlineData(null, "/variable", "/variable")]
    [InlineData("", " ", null)]
    [InlineData(null, null, null)]
    public void The_command_line_goes_before_the_environment(string? given, string? variable, string? folder) =>
        Assert.Equal(folder, DataSetOptions.From(given, name => name == "SWEEP_DATASETS" ? variable : null).Folder);

    [Fact]
    public void The_cache_follows_the_XDG_convention()
    {
        Assert.Equal(Path.Combine("/caches", "sweep"), DataSetOptions.From(null, name => name == "XDG_CACHE_HOME" ? "/caches" : null).Cache);
        Assert.EndsWith(Path.Combine(".cache", "sweep"), DataSetOptions.From(null, _ => null).Cache);
    }
}
