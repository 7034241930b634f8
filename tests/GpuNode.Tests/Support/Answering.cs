using System.Threading.Channels;
using Akka.Actor;

namespace Sweep.GpuNode.Tests.Support;

/// <summary>Stands for whoever answers: says what the script says, or nothing.</summary>
internal sealed class Answering : ReceiveActor
{
    /// <param name="answer">Null for no answer; a task is answered with its result.</param>
    public Answering(Func<object, object?> answer) => ReceiveAny(message =>
    {
        switch (answer(message))
        {
            case null:
                break;
            case Task<object> later:
                later.PipeTo(Sender, Self);
                break;
            case var now:
                Sender.Tell(now);
                break;
        }
    });

    public static IActorRef In(ActorSystem system, Func<object, object?> answer) => system.ActorOf(Props.Create(() => new Answering(answer)));

    /// <summary>One who hears everything and answers nothing.</summary>
    public static (IActorRef Ref, ChannelReader<object> Heard) Listening(ActorSystem system)
    {
        var heard = Channel.CreateUnbounded<object>();
        return (In(system, message => heard.Writer.TryWrite(message) ? null : null), heard.Reader);
    }
}
