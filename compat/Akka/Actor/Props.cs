using System.Linq.Expressions;
using System.Reflection;

namespace Akka.Actor;

/// <summary>How to make an actor, again after each restart.</summary>
public sealed class Props
{
    private readonly Func<ActorBase> _producer;

    private Props(Type type, Func<ActorBase> producer) => (Type, _producer) = (type, producer);

    internal Type Type { get; }

    /// <summary>From a constructor call; its arguments are evaluated once, here, and shared by all instances.</summary>
    public static Props Create<TActor>(Expression<Func<TActor>> factory)
        where TActor : ActorBase
    {
        if (factory.Body is not NewExpression { Constructor: { } constructor } call)
        {
            throw new ArgumentException("The create function must be a 'new T (args)' expression");
        }

        var arguments = call.Arguments.Select(Evaluate).ToArray();
        return new Props(typeof(TActor), () => Construct(constructor, arguments));
    }

    internal static Props FromProducer(Type type, Func<ActorBase> producer) => new(type, producer);

    internal ActorBase NewActor() => _producer();

    private static ActorBase Construct(ConstructorInfo constructor, object?[] arguments) =>
        (ActorBase)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private static object? Evaluate(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field } member => field.GetValue(member.Expression is null ? null : Evaluate(member.Expression)),
        _ => Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)(),
    };
}
