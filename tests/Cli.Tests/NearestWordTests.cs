namespace Sweep.Cli.Tests;

public sealed class NearestWordTests
{
    private static readonly string[] Words = ["run", "results", "resume", "status", "studies"];

    [Theory]
    [InlineData("resluts", "results")]
    [InlineData("resum", "resume")]
    [InlineData("rnu", "run")]
    [InlineData("statsu", "status")]
    public void A_slip_of_the_finger_is_understood(string typed, string meant) => Assert.Equal(meant, NearestWord.Find(typed, Words));

    [Theory]
    [InlineData("zebra")]
    [InlineData("x")]
    [InlineData("")]
    public void What_resembles_nothing_has_no_nearest_word(string typed) => Assert.Null(NearestWord.Find(typed, Words));
}
