using Akka.Actor;
using Akka.Persistence;

namespace Sweep.Akka.Tests.Support;

/// <summary>A persistent actor that keeps texts; what else it does is the test's.</summary>
internal sealed class Notebook : ReceivePersistentActor
{
    public Notebook(string id, Action<Notebook> script)
    {
        PersistenceId = id;
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

    public void On<T>(Action<T> handler) => Command(handler);

    public void Note(Remark.Noted noted, Action? then = null) => NoteAll([noted], then);

    public void NoteAll(IEnumerable<Remark> remarks, Action? then = null) => PersistAll(remarks, stored =>
    {
        Texts.Add(((Remark.Noted)stored).Text);
        then?.Invoke();
    });

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) => OnFailure($"failed {sequenceNr}");

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) => OnFailure($"rejected {sequenceNr}");

    protected override void OnRecoveryFailure(Exception reason, object? message = null) => OnFailure($"recovery {message is not null}");

    public sealed record GetTexts;
}
