using System.Numerics;
using Akka.Actor;
using Akka.Event;
using Sweep.Messages;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Results;

/// <summary>Sweep to writer: store these rows, then tell <paramref name="ReplyTo"/> the <paramref name="Reply"/>.</summary>
public sealed record WriteRows(StoreBatch Rows, IActorRef? ReplyTo = null, object? Reply = null);

/// <summary>Sweep to writer: store the row of an ended sweep, with the digest of its results. Answered with <see cref="SweepStored"/>.</summary>
public sealed record CloseSweep(SweepRow Row);

/// <summary>Writer to sweep: everything is stored.</summary>
/// <param name="Digest">Over all completed runs.</param>
public sealed record SweepStored(SweepId Sweep, string Digest);

/// <summary>Sweep to writer: compare a completion that came after another was accepted, and log what differs.</summary>
/// <param name="Key">Of what was trained; null when that is not known.</param>
public sealed record CompareLate(RunId Run, int Attempt, string Node, MetricSet Metrics, RunKey? Key);

/// <summary>Writer to coordinator: nothing can be written now; it is tried again until it can.</summary>
public sealed record StoreFailing(string Error);

/// <summary>Writer to coordinator: another one is in charge of the store; nothing is written any more.</summary>
public sealed record Deposed(StoreException Error);

/// <summary>Writer to coordinator: written again.</summary>
public sealed record StoreRecovered;

/// <summary>
/// Writes what sweeps have to store, many messages in one transaction: what arrives while one is under way goes into the next. A write
/// that fails is tried again, with growing delays, until it succeeds; nobody is answered before.
/// </summary>
public sealed class ResultsWriter : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);

    private readonly ResultsStore store;
    private readonly ILoggingAdapter log = Context.GetLogger();

    // Touched by the mailbox alone.
    private List<Work> gathered = [];
    private bool writing;
    private int failures;

    public ResultsWriter(ResultsStore store)
    {
        this.store = store;
        Receive<WriteRows>(write => Gather(new Work(write.Rows, null, write.ReplyTo, write.Reply)));
        Receive<CloseSweep>(close => Gather(new Work(null, close.Row, Sender, null)));
        Receive<CompareLate>(Compare);
        Receive<Compared>(Log);
        Receive<Written>(Answer);
        Receive<WriteFailed>(Failed);
        Receive<TryAgain>(again => Write(again.Work));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(ResultsStore store) => Akka.Actor.Props.Create(() => new ResultsWriter(store));

    private void Gather(Work work)
    {
        gathered.Add(work);
        if (!writing)
        {
            WriteGathered();
        }
    }

    private void WriteGathered()
    {
        var work = gathered;
        (gathered, writing) = ([], true);
        Write(work);
    }

    private void Write(List<Work> work)
    {
        Task.Run(() => Store(work)).PipeTo(Self, success: stored => new Written(stored), failure: error => new WriteFailed(work, error));
    }

    private List<(IActorRef, object)> Store(List<Work> work)
    {
        foreach (var conflict in store.Write(StoreBatch.Join([.. work.Where(item => item.Rows is not null).Select(item => item.Rows!)])))
        {
            log.Warning("A second result of a completed run is dropped: {Conflict}", conflict);
        }

        var answers = new List<(IActorRef, object)>();
        foreach (var item in work)
        {
            if (item.Closed is { } ended)
            {
                var digest = store.Digest(ended.Id);
                store.Write(new StoreBatch { Sweeps = [ended with { Digest = digest }] });
                answers.Add((item.ReplyTo!, new SweepStored(ended.Id, digest)));
            }
            else if (item is { ReplyTo: { } replyTo, Reply: { } reply })
            {
                answers.Add((replyTo, reply));
            }
        }

        return answers;
    }

    private void Answer(Written written)
    {
        foreach (var (replyTo, reply) in written.Answers)
        {
            replyTo.Tell(reply);
        }

        if (failures > 0)
        {
            failures = 0;
            Context.Parent.Tell(new StoreRecovered());
        }

        writing = false;
        if (gathered.Count > 0)
        {
            WriteGathered();
        }
    }

    private void Failed(WriteFailed failed)
    {
        if (failed.Error is StoreException { Failure: StoreFailure.Deposed } deposed)
        {
            Context.Parent.Tell(new Deposed(deposed));
            return;
        }

        if (failures++ == 0)
        {
            Context.Parent.Tell(new StoreFailing(failed.Error.Message));
        }

        var delay = Backoff.Delay(failures, TimeSpan.FromSeconds(0.4), LongestDelay);
        if (BitOperations.IsPow2(failures))
        {
            // Ever less often while it lasts.
            log.Warning(
                "The store could not be written, {Failures} times in a row, and is tried again in {Delay}: {Error}", failures, delay, failed.Error.Message);
        }

        Timers.StartSingleTimer("again", new TryAgain(failed.Work), delay);
    }

    private void Compare(CompareLate late) =>
        Task.Run(() => store.FindResult(late.Run))
            .PipeTo(
                Self,
                success: row => new Compared(late, row is not null && (late.Key ?? row.Key) == row.Key ? row.Metrics : null),
                failure: _ => new Compared(late, null));

    private void Log(Compared compared)
    {
        var late = compared.Late;
        if (compared.Accepted is { } accepted && !accepted.Equals(late.Metrics))
        {
            log.Warning(
                "Run {Run} attempt {Attempt} of {Node} came late with other metrics ({Late}) than those accepted ({Accepted}); it is dropped",
                late.Run,
                late.Attempt,
                late.Node,
                late.Metrics,
                accepted);
        }
        else
        {
            log.Info("Run {Run} attempt {Attempt} of {Node} came late and is dropped", late.Run, late.Attempt, late.Node);
        }
    }

    private sealed record Work(StoreBatch? Rows, SweepRow? Closed, IActorRef? ReplyTo, object? Reply);

    private sealed record Written(List<(IActorRef ReplyTo, object Reply)> Answers);

    private sealed record WriteFailed(List<Work> Work, Exception Error);

    private sealed record TryAgain(List<Work> Work);

    private sealed record Compared(CompareLate Late, MetricSet? Accepted);
}
