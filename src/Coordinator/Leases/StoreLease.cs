using Akka.Actor;
using Akka.Cluster;
using Akka.Coordination;
using Akka.DependencyInjection;
using Akka.Event;
using Sweep.Coordinator.Results;

namespace Sweep.Coordinator.Leases;

/// <summary>
/// A lease of the coordinators' cluster in the store. It decides which of them has the singleton, and which side of a partition goes on, whatever
/// they know of each other: the store is the one thing that all of them must reach anyway.
/// </summary>
/// <remarks>
/// A holder that cannot reach the store keeps its lease until it hears that another one has it: what it does meanwhile it cannot write, and what
/// it writes later is refused. So a store that is away for a while costs no hand-over.
/// </remarks>
public sealed class StoreLease : Lease
{
    /// <summary>Under which the name of the lease in the store is configured.</summary>
    public const string NameSetting = "name";

    private readonly ResultsStore store;
    private readonly ILoggingAdapter log;
    private readonly Lazy<string> holder;
    private readonly string name;

    // Under the lock.
    private readonly Lock renewing = new();
    private CancellationTokenSource? renewal;
    private Task renewals = Task.CompletedTask;

    /// <summary>How Akka makes it.</summary>
    public StoreLease(LeaseSettings settings, ExtendedActorSystem system)
        : this(settings, StoreOf(system), () => Cluster.Get(system).SelfUniqueAddress.ToString(), system.Log)
    {
    }

    /// <param name="holder">A name that no other process ever had.</param>
    public StoreLease(LeaseSettings settings, ResultsStore store, Func<string> holder, ILoggingAdapter log)
        : base(settings)
    {
        (this.store, this.log, this.holder) = (store, log, new Lazy<string>(holder));
        name = settings.LeaseConfig.GetString(NameSetting) ?? settings.LeaseName;
    }

    private TimeoutSettings Pace => Settings.TimeoutSettings;

    public override Task<bool> Acquire() => Acquire(_ => { });

    public override async Task<bool> Acquire(Action<Exception> leaseLostCallback)
    {
        if (await Take().WaitAsync(Pace.OperationTimeout).ConfigureAwait(false) is not { } term)
        {
            StopRenewing();
            return false;
        }

        lock (renewing)
        {
            renewal?.Cancel();
            renewal = new CancellationTokenSource();
            renewals = Renew(term, leaseLostCallback, renewal.Token);
        }

        return true;
    }

    public override async Task<bool> Release()
    {
        StopRenewing();

        // One that is under way would take the lease back.
        await Renewals().WaitAsync(Pace.OperationTimeout).ConfigureAwait(false);
        await Task.Run(() => store.ReleaseLease(name, holder.Value)).WaitAsync(Pace.OperationTimeout).ConfigureAwait(false);
        return true;
    }

    public override bool CheckLease()
    {
        lock (renewing)
        {
            return renewal is not null;
        }
    }

    private Task Renewals()
    {
        lock (renewing)
        {
            return renewals;
        }
    }

    private static ResultsStore StoreOf(ActorSystem system) => DependencyResolver.For(system).Resolver.GetService<ResultsStore>()
        ?? throw new InvalidOperationException("The store is missing among the services of the actor system, so no lease can be kept in it.");

    private Task<long?> Take() => Task.Run(() => store.TakeLease(name, holder.Value, Pace.HeartbeatTimeout));

    private async Task Renew(long term, Action<Exception> lost, CancellationToken stop)
    {
        using var pulse = new PeriodicTimer(Pace.HeartbeatInterval);
        var fails = false;
        try
        {
            while (await pulse.WaitForNextTickAsync(stop).ConfigureAwait(false))
            {
                try
                {
                    if (await Take().ConfigureAwait(false) != term)
                    {
                        // Another one has it, or had it in between: what that one wrote this one has not read.
                        Lose(lost, stop);
                        return;
                    }

                    fails = false;
                }
                catch (Exception error)
                {
                    // Whatever it is: who stopped trying would hold it for ever in its own eyes, and in those of nobody else. Said once.
                    if (!fails && !stop.IsCancellationRequested)
                    {
                        fails = true;
                        log.Warning("The lease {Lease} cannot be renewed, and is tried again: {Error}", name, error.Message);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Released, or acquired anew.
        }
    }

    private void Lose(Action<Exception> lost, CancellationToken stop)
    {
        if (!stop.IsCancellationRequested)
        {
            StopRenewing();
            lost(new StoreException(StoreFailure.Deposed, $"Another coordinator holds the lease {name} in {store.Database}."));
        }
    }

    private void StopRenewing()
    {
        lock (renewing)
        {
            renewal?.Cancel();
            renewal = null;
        }
    }
}
