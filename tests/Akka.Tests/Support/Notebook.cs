using Akka.Actor;
using Akka.Persistence;

namespace Sweep.Akka.Tests.Support;

/// <summary>A persistent actor that keeps texts; what else it does is the test's.</summary>
internal sealed class Notebook : ReceivePersistentActor
{
    public Notebook(string id, Action<Notebook> script)
    {
        PersistenceId = id;
        Recover<SnapshotOffer>(offer =>
        {
            Texts.AddRange(((Remark.Summary)offer.Snapshot).Texts.Split(',', StringSplitOptions.RemoveEmptyEntries));
            OnRecovered($"snapshot {offer.Metadata.SequenceNr}");
        });
        Recover<Remark.Noted>(noted =>
        {
            OnRecovered($"event {noted.Text}");
            Texts.Add(noted.Text);
        });
        Recover<RecoveryCompleted>(_ => OnRecovered("completed"));
        Command<GetTexts>(_ => Sender.Tell(string.Join(',', Texts)));
        script(this);
    }

    public override string PersistenceId { get; }

    public List<string> Texts { get; } = [];

    public Action<string> OnRecovered { get; set; } = _ => { };

    public Action<string> OnFailure { get; set; } = _ => { };

    public IActorRef CurrentSender => Sender;

    public IActorRef Me => Self;

    public void On<T>(Action<T> handler) => Command(handler);

    public void OnAsync<T>(Func<T, Task> handler) => CommandAsync(handler);

    public void Note(Remark.Noted noted, Action? then = null) => Persist(noted, stored => Keep(stored, then));

    public void NoteAll(IEnumerable<Remark> remarks, Action? then = null) => PersistAll(remarks, stored => Keep((Remark.Noted)stored, then));

    public void NoteAside(Remark.Noted noted, Action? then = null) => PersistAsync(noted, stored => Keep(stored, then));

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) => OnFailure($"failed {sequenceNr}");

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) => OnFailure($"rejected {sequenceNr}");

    protected override void OnRecoveryFailure(Exception reason, object? message = null) => OnFailure($"recovery {message is not null}");

    private void Keep(Remark.Noted noted, Action? then)
    {
        Texts.Add(noted.Text);
        then?.Invoke();
    }

    public sealed record GetTexts;
}
