using Sweep.Models.Training;

namespace Sweep.Models.Tests.Training;

/// <summary>That the shapes are PyTorch's, the agreement of each step shows; here are the ends.</summary>
public class LearningRatesTests
{
    [Theory]
    [InlineData("constant", 0.01, 0.01)]
    [InlineData("cosine", 0.01, 0.01 * 6.17e-5)]
    [InlineData("one-cycle", 0.0004, 4e-8)]
    public void A_schedule_begins_and_ends_where_it_should(string schedule, double first, double last)
    {
        var rates = new LearningRates(0.01, schedule, steps: 200);

        Assert.Equal(first, rates.At(0), first / 1000);
        Assert.Equal(last, rates.At(199), last / 100);
        Assert.InRange(Enumerable.Range(0, 200).Max(step => rates.At(step)), 0.00999, 0.01);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_shortest_trainings_have_a_rate(int steps)
    {
        var rates = new LearningRates(0.01, "one-cycle", steps);

        Assert.All(Enumerable.Range(0, steps), step => Assert.InRange(rates.At(step), 0, 0.01));
    }
}
