using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.DependencyInjection;

/// <summary>Makes actors whose constructors take services.</summary>
public interface IDependencyResolver
{
    /// <summary>Arguments that are not given come from the services.</summary>
    Props Props<T>(params object[] args)
        where T : ActorBase;

    T? GetService<T>();
}

public sealed class DependencyResolver : IDependencyResolver
{
    private readonly IServiceProvider _services;

    internal DependencyResolver(IServiceProvider services) => _services = services;

    public IDependencyResolver Resolver => this;

    /// <exception cref="InvalidOperationException">The system was not made by AddAkka.</exception>
    public static DependencyResolver For(ActorSystem actorSystem) => ((ActorSystemImpl)actorSystem).Extension<DependencyResolver>(
        _ => throw new InvalidOperationException("The actor system has no services: make it with AddAkka."));

    public Props Props<T>(params object[] args)
        where T : ActorBase =>
        Actor.Props.FromProducer(typeof(T), () => ActivatorUtilities.CreateInstance<T>(_services, args));

    T? IDependencyResolver.GetService<T>()
        where T : default => _services.GetService<T>();
}
