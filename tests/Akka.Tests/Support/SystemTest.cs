using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Sweep.Akka.Tests.Support;

/// <summary>A test with an actor system of its own.</summary>
public abstract class SystemTest : IAsyncLifetime
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddLogging()
        .AddAkka("tests", (akka, _) => akka.ConfigureLoggers(loggers => loggers.ClearLoggers()))
        .BuildServiceProvider();

    protected ActorSystem System => _services.GetRequiredService<ActorSystem>();

    private protected static TimeSpan Patience => Probe.Patience;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await System.Terminate().WaitAsync(Patience);
        await _services.DisposeAsync();
    }

    private protected Probe NewProbe() => new(System);

    /// <summary>An actor whose behaviour is the test's.</summary>
    private protected IActorRef Start(Action<Scripted> script) => System.ActorOf(Scripted.With(script));
}

/// <summary>An actor whose behaviour is given as a function.</summary>
internal sealed class Scripted : ReceiveActor, IWithTimers, IWithUnboundedStash
{
    public Scripted(Action<Scripted> script) => script(this);

    public ITimerScheduler Timers { get; set; } = null!;

    public IStash Stash { get; set; } = null!;

    public IActorContext Surroundings => Context;

    public IActorRef CurrentSender => Sender;

    public IActorRef Me => Self;

    public Action OnStart { get; set; } = () => { };

    public Action OnStop { get; set; } = () => { };

    public Action<Exception, object> BeforeRestart { get; set; } = (_, _) => { };

    public Action<Exception> AfterRestart { get; set; } = _ => { };

    public SupervisorStrategy? Strategy { get; set; }

    public static Props With(Action<Scripted> script) => Props.Create(() => new Scripted(script));

    public void On<T>(Action<T> handler) => Receive(handler);

    public void On<T>(Predicate<T> which, Action<T> handler) => Receive(which, handler);

    public void OnAny(Action<object> handler) => ReceiveAny(handler);

    public void Turn(Action<Scripted> script) => Become(() => script(this));

    protected override void PreStart() => OnStart();

    protected override void PostStop() => OnStop();

    protected override void PreRestart(Exception reason, object message)
    {
        BeforeRestart(reason, message);
        base.PreRestart(reason, message);
    }

    protected override void PostRestart(Exception reason)
    {
        AfterRestart(reason);
        base.PostRestart(reason);
    }

    protected override SupervisorStrategy SupervisorStrategy() => Strategy ?? base.SupervisorStrategy();
}
