using System.Collections.Concurrent;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Runs what is to be done before the actors stop, phase by phase, once.</summary>
public sealed class CoordinatedShutdown
{
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";
    public const string PhaseServiceUnbind = "service-unbind";
    public const string PhaseServiceRequestsDone = "service-requests-done";
    public const string PhaseServiceStop = "service-stop";
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";
    public const string PhaseClusterShutdown = "cluster-shutdown";
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    /// <summary>How long a phase may take before the next one begins all the same.</summary>
    private static readonly TimeSpan PhaseTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(10);

    private static readonly string[] Phases =
    [
        PhaseBeforeServiceUnbind, PhaseServiceUnbind, PhaseServiceRequestsDone, PhaseServiceStop, PhaseBeforeClusterShutdown,
        PhaseClusterShutdown, PhaseBeforeActorSystemTerminate, PhaseActorSystemTerminate,
    ];

    private readonly ConcurrentDictionary<string, ConcurrentQueue<(string Name, Func<Task<Done>> Task)>> _tasks = new(
        Phases.Select(phase => KeyValuePair.Create(phase, new ConcurrentQueue<(string, Func<Task<Done>>)>())));

    private readonly Lock _lock = new();
    private readonly ActorSystemImpl _system;
    private Task<Done>? _run;

    private CoordinatedShutdown(ActorSystemImpl system) => _system = system;

    public static CoordinatedShutdown Get(ActorSystem sys) =>
        ((ActorSystemImpl)sys).Extension(system => new CoordinatedShutdown((ActorSystemImpl)system));

    /// <summary>Adds a task to a phase; the tasks of a phase run side by side.</summary>
    /// <exception cref="ArgumentException">There is no such phase.</exception>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        if (!_tasks.TryGetValue(phase, out var tasks))
        {
            throw new ArgumentException($"Unknown phase [{phase}], known phases [{string.Join(", ", Phases)}].", nameof(phase));
        }

        tasks.Enqueue((taskName, task));
    }

    /// <summary>Runs all phases; a second call gets the task of the first.</summary>
    public Task<Done> Run(Reason reason)
    {
        lock (_lock)
        {
            return _run ??= Task.Run(RunPhases);
        }
    }

    private async Task<Done> RunPhases()
    {
        foreach (var phase in Phases)
        {
            await Task.WhenAll(_tasks[phase].Select(task => RunOne(phase, task.Name, task.Task))).ConfigureAwait(false);
        }

        try
        {
            await _system.FinalTerminate().WaitAsync(TerminationTimeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _system.Log.Warning("Coordinated shutdown phase [{0}] timed out after {1}", PhaseActorSystemTerminate, TerminationTimeout);
        }

        return Done.Instance;
    }

    private async Task RunOne(string phase, string name, Func<Task<Done>> task)
    {
        try
        {
            await task().WaitAsync(PhaseTimeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _system.Log.Warning("Coordinated shutdown phase [{0}] timed out after {1}", phase, PhaseTimeout);
        }
        catch (Exception failure)
        {
            _system.Log.Error(failure, "Task [{0}] failed in phase [{1}]: {2}", name, phase, failure.Message);
        }
    }

    /// <summary>Why a shutdown runs.</summary>
    public class Reason
    {
        protected Reason()
        {
        }
    }

    public sealed class ActorSystemTerminateReason : Reason
    {
        public static readonly Reason Instance = new ActorSystemTerminateReason();

        private ActorSystemTerminateReason()
        {
        }
    }

    public sealed class ClrExitReason : Reason
    {
        public static readonly Reason Instance = new ClrExitReason();

        private ClrExitReason()
        {
        }
    }
}
