using System.Collections.Immutable;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sweep.Coordinator;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Roots;
using Sweep.GpuNode.Devices;
using Sweep.GpuNode.Nodes;
using Sweep.GpuNode.Trainers;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;
using Sweep.Models.Catalogue;
using Sweep.Models.DataSets;

namespace Sweep.Cli.Engine;

/// <summary>A coordinator and one node in this process, on a root that this process has locked: what <c>sweep run</c> runs on.</summary>
public sealed class LocalEngine : IAsyncDisposable
{
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(60);

    private readonly IHost host;
    private readonly ActorSystem system;
    private readonly IActorRef coordinator;
    private readonly IActorRef node;
    private readonly ITraining training;
    private readonly Task<Exception> failed;

    private LocalEngine(IHost host, ITraining training, Task<Exception> failed)
    {
        (this.host, this.training, this.failed) = (host, training, failed);
        system = host.Services.GetRequiredService<ActorSystem>();
        var actors = host.Services.GetRequiredService<IReadOnlyActorRegistry>();
        (coordinator, node) = (actors.Get<CoordinatorActor>(), actors.Get<NodeActor>());
    }

    internal IActorRef Coordinator => coordinator;

    public static async Task<LocalEngine> StartAsync(LocalEngineOptions options, CancellationToken cancellation = default)
    {
        var training = Trainings.Create(options.Root, options.Models, options.DataSets, options.Isolation, options.Clock);
        var failed = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            var host = await SweepHost.StartAsync(
                akka => akka.WithJournal(options.Store.Database).WithActors((system, registry) => Start(system, registry, options, training, failed)),
                cancellation: cancellation);
            return new LocalEngine(host, training, failed.Task);
        }
        catch
        {
            await training.DisposeAsync();
            throw;
        }
    }

    /// <summary>Submits a sweep and shows how it gets on.</summary>
    /// <exception cref="SweepRejectedException">The coordinator refused it.</exception>
    public Task<WatchedSweep> SubmitAsync(SubmitSweep request, IProgressDisplay display) => Watch(request, display);

    /// <summary>Goes on with a sweep of this root and shows how it gets on.</summary>
    /// <exception cref="SweepRejectedException">There is no such sweep.</exception>
    public Task<WatchedSweep> ContinueAsync(SweepId sweep, IProgressDisplay display) => Watch(new ContinueSweep(sweep), display);

    /// <summary>Stops all training at a checkpoint and waits until everything that was reported is stored.</summary>
    /// <exception cref="TimeoutException">It takes too long; what is not stored is trained again.</exception>
    public async Task DrainAsync(string reason)
    {
        try
        {
            await node.Ask<NodeDrained>(new DrainNode(reason), DrainTimeout);
        }
        catch (AskTimeoutException error)
        {
            throw new TimeoutException($"The training did not stop within {DrainTimeout.TotalSeconds:F0} s.", error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        await training.DisposeAsync();
    }

    private static void Start(
        ActorSystem system, IActorRegistry registry, LocalEngineOptions options, ITraining training, TaskCompletionSource<Exception> failed)
    {
        var props = CoordinatorActor.Props(options.Store, CoordinatorOptions.Local, options.Clock);
        var coordinator = system.ActorOf(CoordinatorKeeper.Props(props, failed), "coordinator");
        registry.Register<CoordinatorActor>(coordinator);

        var id = new NodeId(options.NodeName, options.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        var nodeOptions = NodeOptions.Of(options.NodeName, options.Devices) with { Models = options.Models.Names };
        registry.Register<NodeActor>(system.ActorOf(NodeActor.Props(id, NodeKind.Detect(), nodeOptions, coordinator, training), "node"));
    }

    private async Task<WatchedSweep> Watch(object request, IProgressDisplay display)
    {
        var watched = new TaskCompletionSource<SweepAccepted>(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource<SweepStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        system.ActorOf(WatchActor.Props(coordinator, request, display, watched, ended));
        return new WatchedSweep(await UnlessFailed(watched.Task), UnlessFailed(ended.Task));
    }

    private async Task<T> UnlessFailed<T>(Task<T> awaited)
    {
        if (await Task.WhenAny(awaited, failed) == failed)
        {
            throw CommandFailed.Infrastructure(
                $"the coordinator failed: {(await failed).Message.TrimEnd('.')}. What it has stored is not lost: the same command goes on with the sweep.");
        }

        return await awaited;
    }
}

/// <param name="Root">Locked by this process.</param>
/// <param name="Devices">The devices to train on, each with its slots.</param>
/// <param name="Isolation">How to train in child processes; null to train in this one.</param>
public sealed record LocalEngineOptions(
    SweepRoot Root,
    ResultsStore Store,
    ModelCatalogue Models,
    DataSetLibrary DataSets,
    string NodeName,
    ImmutableArray<DeviceSlots> Devices,
    TimeProvider Clock,
    TrainerOptions? Isolation = null);

/// <summary>A sweep at work.</summary>
/// <param name="Ended">Completes when every run has ended and all of it is stored.</param>
public sealed record WatchedSweep(SweepAccepted Accepted, Task<SweepStatus> Ended);

/// <summary>The coordinator refused a request.</summary>
public sealed class SweepRejectedException(string reason) : Exception(reason);
