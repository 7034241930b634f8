using Sweep.Cli.Display;

namespace Sweep.Cli.Tests.Display;

public sealed class WordsTests
{
    [Theory]
    [InlineData(0.05, "0.05 s")]
    [InlineData(2.5, "2.5 s")]
    [InlineData(59.99, "59 s")]
    [InlineData(245, "4:05")]
    [InlineData(3723, "1:02:03")]
    [InlineData(183_600, "2 d 3 h")]
    public void Durations_read_as_people_say_them(double seconds, string text) => Assert.Equal(text, Words.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(20.3125, "20.3125")]
    [InlineData(0.000123456789, "0.000123457")]
    [InlineData(double.NaN, "NaN")]
    public void Figures_have_six_digits(double value, string text) => Assert.Equal(text, Words.Figure(value));
}
