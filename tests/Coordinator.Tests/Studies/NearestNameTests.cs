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
}
