using Sweep.Messages.Artifacts;
using Sweep.Messages.Runs;
using Sweep.Models.Training;

namespace Sweep.Models.Tests.Support;

/// <summary>Keeps all that a trainer says.</summary>
internal sealed class Recording : ITrainingObserver
{
    public List<(int Lane, EpochMetrics Metrics)> Epochs { get; } = [];

    public List<(int Lane, LaneState State)> States { get; } = [];

    public List<(int Lane, RunOutcome Outcome)> Ends { get; } = [];

    public List<(int Lane, TestArtifacts? Artifacts)> Trained { get; } = [];

    public Action<int, EpochMetrics>? OnEpoch { get; init; }

    public RunOutcome Outcome => Assert.Single(Ends).Outcome;

    public void EpochEnded(int lane, EpochMetrics metrics, Func<LaneState> capture)
    {
        Epochs.Add((lane, metrics));
        States.Add((lane, capture()));
        OnEpoch?.Invoke(lane, metrics);
    }

    public void LaneTrained(int lane, Func<TestArtifacts?> examine)
    {
        Assert.DoesNotContain(Ends, end => end.Lane == lane);
        Trained.Add((lane, examine()));
    }

    public void LaneEnded(int lane, RunOutcome outcome) => Ends.Add((lane, outcome));

    /// <summary>All that a run's result consists of, clocks left out: comparable bit by bit.</summary>
    public IEnumerable<string> Bits(int lane = 0) =>
        Epochs.Where(epoch => epoch.Lane == lane)
            .Select(epoch => string.Join(' ', epoch.Metrics.Metrics.Select(metric => $"{metric.Key}={BitConverter.DoubleToInt64Bits(metric.Value):x}")))
            .Append(string.Join(' ', States.Last(state => state.Lane == lane).State.Tensors.Select(tensor => $"{tensor.Name}={Sum(tensor.Bytes)}")));

    private static string Sum(byte[] bytes) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes));
}
