using Akka.Actor;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests;

public sealed class StoredRequestsTests : IAsyncLifetime
{
    private readonly TestDatabase database = TestDatabase.Sqlite();
    private readonly ActorSystem system = ActorSystem.Create("requests");
    private readonly ResultsStore store;

    public StoredRequestsTests()
    {
        store = ResultsStore.Open(database.Database);
        store.Write(new StoreBatch { Sweeps = [StoreRows.SweepNamed()] });
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await system.Terminate();
        store.Dispose();
        database.Dispose();
    }

    [Fact]
    public async Task What_was_done_is_not_asked_again() => Assert.Empty(await LeftAfter(StoreRows.Sweep, new RequestDone(StoreRows.Sweep, "paused")));

    [Fact]
    public async Task What_can_never_be_done_is_not_asked_again() => Assert.Empty(await LeftAfter(new SweepId("other-1"), new SweepRejected("not here")));

    [Fact]
    public async Task What_was_refused_for_a_moment_is_asked_again_in_its_order() => Assert.Equal(
        [RequestKind.Pause, RequestKind.Resume],
        await LeftAfter(StoreRows.Sweep, new SweepRejected("The database does not answer."), RequestKind.Pause, RequestKind.Resume));

    private async Task<IEnumerable<RequestKind>> LeftAfter(SweepId sweep, object answer, params RequestKind[] kinds)
    {
        foreach (var kind in kinds.DefaultIfEmpty(RequestKind.Pause))
        {
            store.AddRequest(sweep, kind, StoreRows.Start);
        }

        await new StoredRequests(store, TimeProvider.System).Carry(system.ActorOf(Props.Create(() => new Answering(answer))));
        return store.PendingRequests().Select(request => request.Kind);
    }

    private sealed class Answering : ReceiveActor
    {
        public Answering(object answer)
        {
            Receive<PauseSweep>(_ => Sender.Tell(answer));
            Receive<ResumeSweep>(request => Sender.Tell(new RequestDone(request.Sweep, "resumed")));
            ReceiveAny(_ => { });
        }
    }
}
