using Sweep.GpuNode.Trainers;

namespace Sweep.GpuNode.Tests.Trainers;

public sealed class TrainerPatienceTests
{
    private readonly TrainerPatience patience = new(TimeSpan.FromHours(1), TimeSpan.FromMinutes(10), Epochs: 10);

    [Fact]
    public void The_first_epoch_has_a_limit_of_its_own() => Assert.Equal(TimeSpan.FromHours(1), patience.For(null));

    [Fact]
    public void Short_epochs_leave_the_least_limit() => Assert.Equal(TimeSpan.FromMinutes(10), patience.For(TimeSpan.FromSeconds(2)));

    [Fact]
    public void Long_epochs_have_ten_times_their_length() => Assert.Equal(TimeSpan.FromMinutes(200), patience.For(TimeSpan.FromMinutes(20)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0.5)]
    [InlineData(2, 1)]
    [InlineData(4, 4)]
    [InlineData(20, 30)]
    [InlineData(int.MaxValue, 30)]
    public void The_delay_before_a_restart_doubles_up_to_a_limit(int deaths, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RestartDelay.After(deaths));

    [Fact]
    public void Only_kills_for_want_of_memory_are_counted() =>
        Assert.Equal(3, OomKills.CountIn(["low 0", "oom 9", "oom_kill 3", "oom_group_kill 1"]));
}
