using Sweep.GpuNode.Files;

namespace Sweep.GpuNode.Tests.Files;

public sealed class SupplyWaitTests
{
    private readonly SupplyWait wait = new();

    [Fact]
    public void It_tries_ever_more_rarely_and_tells_of_it_ever_more_rarely()
    {
        var (tries, told) = (new List<double>(), new List<int>());
        for (var next = 1; next <= 40; next++)
        {
            Assert.True(wait.Note(isNowhere: false, TimeSpan.Zero));
            tries.Add(wait.Delay.TotalSeconds);
            if (wait.IsTold)
            {
                told.Add(next);
            }
        }

        Assert.Equal([1, 2, 4, 8, 16, 30, 30], tries.Take(7));
        Assert.All(tries.Skip(7), delay => Assert.Equal(30, delay));
        Assert.Equal([1, 2, 4, 8, 16, 32], told);
    }

    [Fact]
    public void Whoever_is_silent_is_waited_for_however_long() => Assert.True(wait.Note(isNowhere: false, TimeSpan.FromDays(100)));

    [Fact]
    public void What_nobody_has_is_waited_for_as_long_as_a_machine_takes_to_come_back()
    {
        Assert.True(wait.Note(isNowhere: true, TimeSpan.FromHours(1)));
        Assert.True(wait.Note(isNowhere: true, TimeSpan.FromMinutes(74)));
        Assert.False(wait.Note(isNowhere: true, TimeSpan.FromMinutes(75)));
    }

    [Fact]
    public void A_silence_between_lets_that_time_begin_anew()
    {
        wait.Note(isNowhere: true, TimeSpan.Zero);
        wait.Note(isNowhere: false, TimeSpan.FromMinutes(10));

        Assert.True(wait.Note(isNowhere: true, TimeSpan.FromMinutes(20)));
        Assert.True(wait.Note(isNowhere: true, TimeSpan.FromMinutes(34)));
        Assert.False(wait.Note(isNowhere: true, TimeSpan.FromMinutes(36)));
    }
}
