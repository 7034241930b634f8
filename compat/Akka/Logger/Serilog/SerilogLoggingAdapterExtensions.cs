using Akka.Actor;
using Akka.Event;

namespace Akka.Logger.Serilog;

/// <summary>Loggers that carry properties.</summary>
public static class SerilogLoggingAdapterExtensions
{
    /// <summary>The logger with one property more; a logger of another kind comes back unchanged.</summary>
    public static ILoggingAdapter ForContext(this ILoggingAdapter adapter, string propertyName, object? value, bool destructureObjects = false) =>
        adapter is SerilogLoggingAdapter serilog ? serilog.SetContextProperty(propertyName, value, destructureObjects) : adapter;

    public static ILoggingAdapter GetLogger<T>(this IActorContext context)
        where T : class, ILoggingAdapter =>
        new SerilogLoggingAdapter(((ActorSystemImpl)context.System).Logs, context.Self.ToString()!, context.Props.Type, []);
}
