using Sweep.Messages.Catalogue;
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

    [Fact]
    public void Mirrors_come_from_the_environment_and_end_in_a_slash()
    {
        var options = DataSetOptions.From(null, name => name == "SWEEP_MIRRORS" ? "http://a/data, https://b/" : null);
        Assert.Equal(["http://a/data/", "https://b/"], options.Mirrors.Select(mirror => mirror.ToString()));
        Assert.Empty(DataSetOptions.From(null, _ => null).Mirrors);
    }

    [Theory]
    [InlineData("mirror")]
    [InlineData("ftp://a/")]
    [InlineData("http://a/,file:///etc")]
    public void A_mirror_that_is_no_web_address_is_refused(string mirrors) =>
        Assert.Contains("SWEEP_MIRRORS", Assert.Throws<DataSetException>(() => DataSetOptions.From(null, _ => mirrors)).Message);
}
