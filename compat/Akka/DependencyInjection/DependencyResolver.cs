using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.DependencyInjection;

/// <summary>The services that actors are made with.</summary>
public interface IDependencyResolver
{
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

    T? IDependencyResolver.GetService<T>()
        where T : default => _services.GetService<T>();
}
