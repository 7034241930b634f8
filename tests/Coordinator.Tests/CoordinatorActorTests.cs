using System.Threading.Channels;
using Akka.Actor;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests;

/// <summary>A coordinator that comes after another one.</summary>
public sealed class CoordinatorActorTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestDatabase database = TestDatabase.Sqlite();
    private readonly ActorSystem system = ActorSystem.Create("coordinator");
    private readonly ResultsStore store;
    private readonly Probe node;

    public CoordinatorActorTests()
    {
        store = ResultsStore.Open(database.Database);
        node = new Probe(system);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await system.Terminate().WaitAsync(Patience);
        store.Dispose();
        database.Dispose();
    }

    [Fact]
    public async Task Reports_of_a_sweep_that_ended_before_its_time_are_acknowledged()
    {
        AddEndedSweep();
        var coordinator = await InCharge();

        coordinator.Tell(new ReportBatch(Some.Node, "cpu", Some.Sweep, 7, [Some.Ended(0, Some.CompletedOutcome())]), node.Ref);

        Assert.Equal(7, (await node.Next<ReportsStored>()).Sequence);
    }

    [Fact]
    public async Task A_node_that_trains_for_a_sweep_that_has_ended_is_told_to_stop()
    {
        AddEndedSweep();
        var coordinator = await InCharge();

        coordinator.Tell(new RegisterNode(Some.Node, "cpu", [Some.Slot()], [Some.Lease(0)]), node.Ref);

        Assert.Equal([Some.Lease(0)], (await node.Next<StopRuns>()).Leases.AsEnumerable());
    }

    [Fact]
    public async Task What_nodes_train_of_a_sweep_that_the_store_does_not_have_is_stopped_and_acknowledged()
    {
        var coordinator = await InCharge();

        coordinator.Tell(new RegisterNode(Some.Node, "cpu", [Some.Slot()], [Some.Lease(0)]), node.Ref);
        Assert.Equal([Some.Lease(0)], (await node.Next<StopRuns>()).Leases.AsEnumerable());
        coordinator.Tell(new ReportBatch(Some.Node, "cpu", Some.Sweep, 7, [Some.Ended(0, Some.CompletedOutcome())]), node.Ref);

        Assert.Equal(7, (await node.Next<ReportsStored>()).Sequence);
        Assert.Empty(store.Results(Some.Sweep));
    }

    [Fact]
    public async Task Reports_alone_of_a_sweep_that_the_store_does_not_have_are_acknowledged_when_they_come_again()
    {
        var coordinator = await InCharge();
        var batch = new ReportBatch(Some.Node, "cpu", Some.Sweep, 7, [Some.Ended(0, Some.CompletedOutcome())]);

        await Until(async () => await Ask(coordinator, batch) is ReportsStored);
    }

    [Fact]
    public async Task A_run_of_an_earlier_database_is_no_run_of_the_sweep_that_has_its_name_in_this_one()
    {
        var coordinator = await InCharge();
        var sweep = new SweepId("some-1");
        var stranger = new Lease(new RunId(sweep, 0), 1, new BundleId(Guid.NewGuid()), Some.Slot(), Some.OtherKey);
        coordinator.Tell(new RegisterNode(Some.Node, "cpu", [Some.Slot()], [stranger]), node.Ref);
        await node.Next<StopRuns>();

        coordinator.Tell(new SubmitSweep("some", GridDefinitionJson.Write(Some.Definition(3)), "", Fresh: true), node.Ref);
        Assert.Equal(sweep, (await node.Next<SweepAccepted>()).Sweep);
        coordinator.Tell(new RenewLeases(Some.Node, [stranger]), node.Ref);
        Assert.Equal([stranger], (await node.Next<StopRuns>()).Leases.AsEnumerable());
        coordinator.Tell(
            new ReportBatch(Some.Node, "cpu", sweep, 1, [new RunReport.Ended(stranger.Run, 1, Some.CompletedOutcome(), Some.OtherKey)]), node.Ref);
        Assert.Equal(1, (await node.Next<ReportsStored>()).Sequence);

        coordinator.Tell(new SlotFreed(Some.Slot()), node.Ref);
        var begun = (await node.Next<AssignBundle>()).Runs.Single();
        Assert.Equal((stranger.Run, 1), (begun.Spec.Id, begun.Attempt));
        Assert.Empty(store.Results(sweep));
    }

    [Fact]
    public async Task A_drained_node_that_is_started_again_is_not_lost()
    {
        var coordinator = await InCharge();
        var again = Some.Node with { Incarnation = 2 };
        coordinator.Tell(new RegisterNode(Some.Node, "cpu", [Some.Slot()], [], "for repair"), node.Ref);
        coordinator.Tell(new NodeDrained(Some.Node), node.Ref);

        coordinator.Tell(new RegisterNode(again, "cpu", [Some.Slot(again)], []), node.Ref);
        Assert.Equal(0, (await coordinator.Ask<NodesListed>(new ListNodes(), Patience)).NodesLost);

        coordinator.Tell(new RegisterNode(again with { Incarnation = 3 }, "cpu", [], []), node.Ref);
        Assert.Equal(1, (await coordinator.Ask<NodesListed>(new ListNodes(), Patience)).NodesLost);
    }

    [Fact]
    public async Task A_node_that_lacks_the_model_of_a_sweep_gets_none_of_its_runs()
    {
        var (coordinator, able) = (await InCharge(), new Probe(system));
        coordinator.Tell(new RegisterNode(Some.Node, "cpu", [Some.Slot()], [], Models: ["dense-autoencoder"]), node.Ref);
        coordinator.Tell(new SubmitSweep("some", GridDefinitionJson.Write(Some.Definition(3)), "", Fresh: true), node.Ref);
        await node.Next<SweepAccepted>();

        var slot = new SlotId(Some.OtherNode, "cpu", 0);
        coordinator.Tell(new RegisterNode(Some.OtherNode, "cpu", [slot], [], Models: ["dense-autoencoder", "noop"]), able.Ref);

        Assert.Equal(slot, (await able.Next<AssignBundle>()).Slot);
        var listed = (await coordinator.Ask<NodesListed>(new ListNodes(), Patience)).Nodes;
        Assert.Equal((1, 0), (listed.Single(other => other.Node == Some.Node).Free, listed.Single(other => other.Node == Some.OtherNode).Free));
    }

    [Fact]
    public async Task What_people_ask_is_refused_while_another_one_is_in_charge()
    {
        store.TakeCharge("another");
        database.Scalar("update leases set expires = 9000000000000000");
        var coordinator = Start(new CoordinatorOptions(Patience, Patience, ResumeAll: true) { Holder = "this" });

        foreach (var request in (object[])[new PauseSweep(Some.Sweep), new DrainNamedNode("node-a", "for repair")])
        {
            Assert.Contains("Another coordinator is in charge", (await coordinator.Ask<SweepRejected>(request, Patience)).Reason);
        }
    }

    [Fact]
    public async Task A_sweep_that_failed_recovers_from_its_row_as_it_is_and_tells_nothing_twice()
    {
        var coordinator = await InCharge();
        coordinator.Tell(new SubmitSweep("some", GridDefinitionJson.Write(Some.Definition(3)), "", Fresh: true), node.Ref);
        var sweep = (await node.Next<SweepAccepted>()).Sweep;
        await Until(() => Task.FromResult(store.FindSweep(sweep)!.ProjectedSequence > 0));
        database.Scalar("delete from events");

        await node.Next<SweepProgress>();
        node.LastSender.Tell(PoisonPill.Instance);
        await Until(async () => await Ask(coordinator, new PauseSweep(sweep)) is RequestDone);

        await Until(() => Task.FromResult(store.FindSweep(sweep)!.Phase == SweepPhase.Paused));
        Assert.Equal("sweep-paused", Assert.Single(store.Events(sweep)).Kind);
    }

    [Fact]
    public async Task Who_finds_files_hears_of_the_nodes_that_are_registered_and_of_those_that_leave()
    {
        var heard = Channel.CreateUnbounded<object>();
        var coordinator = await InCharge(Props.Create(() => new Hearing(heard.Writer)));
        var successor = Some.Node with { Incarnation = Some.Node.Incarnation + 1 };

        coordinator.Tell(new ProbeStorage(Some.Node, "before"), node.Ref);
        coordinator.Tell(new RegisterNode(Some.Node, "cpu", [Some.Slot()], []), node.Ref);
        coordinator.Tell(new ProbeStorage(Some.Node, "after"), node.Ref);
        coordinator.Tell(new RegisterNode(successor, "cpu", [], []), node.Ref);

        Assert.Equal(new ProbeStorage(Some.Node, "after"), await heard.Reader.ReadAsync().AsTask().WaitAsync(Patience));
        Assert.Equal(new NodeLeft(Some.Node), await heard.Reader.ReadAsync().AsTask().WaitAsync(Patience));
    }

    [Fact]
    public async Task A_coordinator_whose_finder_of_files_fails_begins_again_with_another()
    {
        var (begun, charge) = (Channel.CreateUnbounded<object>(), new Charge());
        var coordinator = await InCharge(new CoordinatorOptions(Patience, Patience, ResumeAll: true)
        {
            Charge = charge,
            Files = Props.Create(() => new Failing(begun.Writer)),
        });
        coordinator.Tell(new RegisterNode(Some.Node, "cpu", [], []), node.Ref);

        coordinator.Tell(new KeepFiles([]), node.Ref);

        await begun.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        await begun.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        Assert.Empty((await coordinator.Ask<NodesListed>(new ListNodes(), Patience)).Nodes);
        Assert.True(charge.IsHeld);
    }

    [Fact]
    public async Task A_coordinator_whose_writer_of_results_fails_takes_up_its_open_sweeps_again()
    {
        AddEndedSweep();
        var begun = Channel.CreateUnbounded<object>();
        var coordinator = await InCharge(
            new CoordinatorOptions(Patience, Patience, ResumeAll: true) { Results = Props.Create(() => new Failing(begun.Writer)) });
        coordinator.Tell(new SubmitSweep("other", GridDefinitionJson.Write(Some.Definition(3)), "", Fresh: true), node.Ref);
        await node.Next<SweepAccepted>();

        coordinator.Tell(new ReportBatch(Some.Node, "cpu", Some.Sweep, 7, [Some.Ended(0, Some.CompletedOutcome())]), node.Ref);

        await begun.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        await begun.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        await coordinator.Ask<NodesListed>(new ListNodes(), Patience);
        coordinator.Tell(new RegisterNode(Some.Node, "cpu", [Some.Slot()], []), node.Ref);
        Assert.Equal("other-1", (await node.Next<AssignBundle>()).Sweep.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("spot reclaim")]
    public async Task A_run_that_takes_ten_nodes_down_fails_for_good_but_not_one_whose_nodes_are_taken_away(string? drainReason)
    {
        var coordinator = await InCharge();
        coordinator.Tell(new SubmitSweep("some", GridDefinitionJson.Write(Some.Definition(1)), "", Fresh: true), node.Ref);
        var sweep = (await node.Next<SweepAccepted>()).Sweep;

        var process = Some.Node;
        for (; process.Incarnation <= 10; process = process with { Incarnation = process.Incarnation + 1 })
        {
            coordinator.Tell(new RegisterNode(process, "cpu", [Some.Slot(process)], []), node.Ref);
            var (bundle, run) = (await node.Next<AssignBundle>() is var begun ? begun.Bundle : default, begun.Runs.Single());
            coordinator.Tell(
                new RenewLeases(process, [new Lease(run.Spec.Id, run.Attempt, bundle, Some.Slot(process), run.Spec.Key)], drainReason), node.Ref);
        }

        coordinator.Tell(new RegisterNode(process, "cpu", [Some.Slot(process)], []), node.Ref);
        if (drainReason is null)
        {
            await Until(() => Task.FromResult(store.FindSweep(sweep)!.Failed == 1));
            Assert.Equal(FailureKind.NodeLost, Assert.Single(store.Results(sweep)).Failure);
        }
        else
        {
            Assert.Equal(11, (await node.Next<AssignBundle>()).Runs.Single().Attempt);
        }
    }

    [Fact]
    public async Task A_node_is_not_drained_for_runs_that_crash_elsewhere_too()
    {
        var coordinator = await InCharge();
        coordinator.Tell(new SubmitSweep("some", GridDefinitionJson.Write(Some.Definition(3)), "", Fresh: true), node.Ref);
        var sweep = (await node.Next<SweepAccepted>()).Sweep;
        coordinator.Tell(new RegisterNode(Some.Node, "cpu", [], []), node.Ref);
        coordinator.Tell(new RegisterNode(Some.OtherNode, "cpu", [], []), node.Ref);
        async Task<string?> DrainReason() =>
            (await coordinator.Ask<NodesListed>(new ListNodes(), Patience)).Nodes.Single(listed => listed.Node == Some.Node).DrainReason;

        var crash = new RunReport.Ended(new RunId(sweep, 0), 1, new RunOutcome.Failed(FailureKind.Crashed, "it broke"));
        coordinator.Tell(new ReportBatch(Some.OtherNode, "cpu", sweep, 1, [crash]), node.Ref);
        coordinator.Tell(new NodeFailing(Some.Node, "all crash", [crash.Run]), node.Ref);
        Assert.Null(await DrainReason());

        coordinator.Tell(new NodeFailing(Some.Node, "all crash", [new RunId(new SweepId("other-1"), 0)]), node.Ref);
        Assert.Equal("all crash", await DrainReason());
    }

    // Who is not there yet does not answer.
    private static async Task<object?> Ask(IActorRef coordinator, object request)
    {
        try
        {
            return await coordinator.Ask<object>(request, TimeSpan.FromSeconds(1));
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    private static async Task Until(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            await pulse.WaitForNextTickAsync(limit.Token);
        }
    }

    private void AddEndedSweep() => store.Write(new StoreBatch
    {
        Sweeps = [StoreRows.SweepNamed() with { Id = Some.Sweep, Phase = SweepPhase.Completed, Completed = 4, Digest = "00ff" }],
    });

    private IActorRef Start(CoordinatorOptions options) => system.ActorOf(CoordinatorActor.Props(store, options, TimeProvider.System));

    private Task<IActorRef> InCharge(Props? files = null) => InCharge(new CoordinatorOptions(Patience, Patience, ResumeAll: true) { Files = files });

    private async Task<IActorRef> InCharge(CoordinatorOptions options)
    {
        var coordinator = Start(options);
        await coordinator.Ask<NodesListed>(new ListNodes(), Patience);
        return coordinator;
    }

    private sealed class Hearing : ReceiveActor
    {
        public Hearing(ChannelWriter<object> heard) => ReceiveAny(message => heard.TryWrite(message));
    }

    private sealed class Failing : ReceiveActor
    {
        public Failing(ChannelWriter<object> begun)
        {
            begun.TryWrite(this);
            Receive<KeepFiles>(_ => throw new InvalidOperationException("it broke"));
            Receive<CompareLate>(_ => throw new InvalidOperationException("it broke"));
            ReceiveAny(_ => { });
        }
    }
}
