using Sweep.Coordinator.Studies;

namespace Sweep.Coordinator.Tests.Studies;

public sealed class NearestNameTests
{
    private static readonly string[] Words = ["run", "results", "resume", "status", "studies"];

    [Theory]
    [InlineData("resluts", "results")]
    [InlineData("resum", "resume")]
    [InlineData("rnu", "run")]
    [InlineData("statsu", "status")]
    public void A_slip_of_the_finger_is_understood(string typed, string meant) => Assert.Equal(meant, NearestName.Of(typed, Words));

    [Theory]
    [InlineData("zebra")]
    [InlineData("x")]
    [InlineData("")]
    public void What_resembles_nothing_has_no_nearest_name(string typed) => Assert.Null(NearestName.Of(typed, Words));

    [Fact]
    public void Who_names_what_is_not_there_hears_what_is()
    {
        Assert.Equal(" There is none.", NearestName.Known("a-1", []));
        Assert.Equal(" There are: b-1, c-1.", NearestName.Known("sweep-9", ["a-1", "b-1", "c-1"], most: 2));
        Assert.Equal(" Did you mean `dense-1`? There are: dense-1.", NearestName.Known("dens-1", ["dense-1"]));
    }
}
