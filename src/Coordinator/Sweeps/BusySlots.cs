using Sweep.Coordinator.Nodes;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Sweeps;

/// <summary>How far the runs in training have come, and when each slot can be expected to be free. Pure: times come with the calls.</summary>
/// <param name="costOf">Estimated floating-point operations of a run; 0 where nothing is known.</param>
/// <param name="epochsOf">How many epochs a run has at most.</param>
public sealed class BusySlots(NodeSpeeds speeds, Func<int, double> costOf, Func<int, int> epochsOf)
{
    private readonly Dictionary<int, Course> courses = [];

    public void Begin(int run, DateTimeOffset now) => courses.TryAdd(run, new Course(costOf(run), epochsOf(run), now));

    /// <summary>A run has trained that epoch.</summary>
    /// <returns>The estimated operations of one of its epochs; 0 where nothing is known.</returns>
    public double Reach(int run, int epoch, DateTimeOffset now)
    {
        if (!courses.TryGetValue(run, out var course))
        {
            return 0;
        }

        (course.Epoch, course.ReachedAt) = (epoch, now);
        return course.Cost / course.Epochs;
    }

    public void Leave(int run) => courses.Remove(run);

    /// <summary>The slots of these leases, as far as enough is known to tell.</summary>
    public IEnumerable<BusySlot> Of(IEnumerable<Lease> leases, DateTimeOffset now)
    {
        foreach (var lease in leases)
        {
            if (courses.TryGetValue(lease.Run.Index, out var course) && course.Cost > 0 && speeds.Of(lease.Slot.Node) is { } speed)
            {
                var left = course.Cost * (1 - ((double)course.Epoch / course.Epochs)) / speed;
                yield return new BusySlot(lease.Slot, speed, Remaining(left - (now - course.ReachedAt).TotalSeconds));
            }
        }
    }

    // What takes longer than expected is expected to take as long again: a guess that a stuck run cannot hold up for ever.
    private static TimeSpan Remaining(double seconds) => TimeSpan.FromSeconds(Math.Min(Math.Abs(seconds), TimeSpan.FromDays(3650).TotalSeconds));

    private sealed class Course(double cost, int epochs, DateTimeOffset now)
    {
        public double Cost { get; } = cost;

        public int Epochs { get; } = epochs;

        public int Epoch { get; set; }

        public DateTimeOffset ReachedAt { get; set; } = now;
    }
}

/// <param name="Speed">Estimated floating-point operations in a second.</param>
/// <param name="FreeIn">When its run can be expected to end.</param>
public sealed record BusySlot(SlotId Slot, double Speed, TimeSpan FreeIn);
