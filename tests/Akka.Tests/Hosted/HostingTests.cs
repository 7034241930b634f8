using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sweep.Akka.Tests.Support;

namespace Sweep.Akka.Tests.Hosted;

public sealed class HostingTests
{
    [Fact]
    public async Task Actors_start_with_the_host_and_stop_with_it()
    {
        var stopped = new TaskCompletionSource();
        using var host = Build(akka => akka.WithActors((system, registry) => registry.Register<Scripted>(Echo(system, stopped))));
        await host.StartAsync();
        var actor = host.Services.GetRequiredService<IReadOnlyActorRegistry>().Get<Scripted>();
        Assert.Equal("hello", await actor.Ask<string>("hello", Probe.Patience));

        await host.StopAsync();

        await stopped.Task.WaitAsync(Probe.Patience);
        Assert.True(host.Services.GetRequiredService<ActorSystem>().WhenTerminated.IsCompleted);
    }

    [Fact]
    public async Task The_host_stops_when_the_actor_system_terminates()
    {
        using var host = Build(akka => akka.WithActors((system, registry) => registry.Register<Scripted>(Echo(system, new()))));
        await host.StartAsync();

        await host.Services.GetRequiredService<ActorSystem>().Terminate();

        await host.WaitForShutdownAsync().WaitAsync(Probe.Patience);
    }

    [Fact]
    public async Task A_key_can_be_registered_only_once_and_a_missing_one_is_an_error()
    {
        using var host = Build(_ => { });
        await host.StartAsync();
        var system = host.Services.GetRequiredService<ActorSystem>();
        var registry = ActorRegistry.For(system);

        Assert.Throws<MissingActorRegistryEntryException>(() => registry.Get<Scripted>());
        registry.Register<Scripted>(Echo(system, new()));
        Assert.Throws<DuplicateActorRegistryException>(() => registry.Register<Scripted>(ActorRefs.Nobody));
        await host.StopAsync();
    }

    [Fact]
    public async Task Actors_get_services_through_the_resolver()
    {
        using var host = Build(akka => akka.WithActors((system, registry, resolver) =>
            registry.Register<Greeter>(system.ActorOf(Props.Create(() => new Greeter("hello", resolver.GetService<Service>()!)), "greeter"))));
        await host.StartAsync();

        var greeter = host.Services.GetRequiredService<ActorRegistry>().Get<Greeter>();

        Assert.Equal("hello, service", await greeter.Ask<string>("who?", Probe.Patience));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_start_that_fails_fails_the_host()
    {
        using var host = Build(akka => akka.WithActors((_, _) => throw new InvalidOperationException("no start")));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());
        Assert.Equal("no start", failure.Message);
    }

    private static IHost Build(Action<AkkaConfigurationBuilder> configure)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new Service("service"));
        builder.Services.AddAkka("hosted", (akka, _) =>
        {
            akka.ConfigureLoggers(loggers => loggers.ClearLoggers());
            configure(akka);
        });
        return builder.Build();
    }

    private static IActorRef Echo(ActorSystem system, TaskCompletionSource stopped) =>
        system.ActorOf(Scripted.With(self =>
        {
            self.OnStop = () => stopped.TrySetResult();
            self.OnAny(message => self.CurrentSender.Tell(message));
        }));

    private sealed record Service(string Name);

    private sealed class Greeter : ReceiveActor
    {
        public Greeter(string greeting, Service service) => Receive<string>(_ => Sender.Tell($"{greeting}, {service.Name}"));
    }
}
