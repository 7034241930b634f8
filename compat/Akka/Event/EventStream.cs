using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Event;

/// <summary>Sends what is published to those who subscribed to its type or a base of it.</summary>
public class EventStream
{
    private ImmutableList<(IActorRef Subscriber, Type Channel)> _subscriptions = [];

    /// <summary>False where it was subscribed already.</summary>
    public bool Subscribe(IActorRef subscriber, Type channel) =>
        ImmutableInterlocked.Update(ref _subscriptions, all => all.Contains((subscriber, channel)) ? all : all.Add((subscriber, channel)));

    public void Publish(object @event)
    {
        foreach (var subscriber in _subscriptions.Where(s => s.Channel.IsInstanceOfType(@event)).Select(s => s.Subscriber).Distinct())
        {
            subscriber.Tell(@event, ActorRefs.NoSender);
        }
    }
}

/// <summary>Subscriptions by type argument.</summary>
public static class EventStreamExtensions
{
    public static bool Subscribe<TEvent>(this EventStream eventBus, IActorRef subscriber) => eventBus.Subscribe(subscriber, typeof(TEvent));
}
