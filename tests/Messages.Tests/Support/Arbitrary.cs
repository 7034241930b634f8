using System.Collections.Immutable;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;

namespace Sweep.Messages.Tests.Support;

/// <summary>Any value of any type that a message holds, drawn from a generator.</summary>
internal static class Arbitrary
{
    private static readonly string[] Texts = ["", "psnr", "a b", "\"", "\\", "\u0000", "µ→𝄞", "</script>", new('x', 300)];

    private static readonly double[] Reals =
    [
        0,
        -0.0,
        1e-3,
        1.0 / 3,
        double.NaN,
        double.PositiveInfinity,
        double.NegativeInfinity,
        double.Epsilon,
        double.MaxValue,
    ];

    public static object Of(Type type, Random random)
    {
        if (type == typeof(string))
        {
            return Text(random);
        }

        if (type == typeof(bool))
        {
            return random.Next(2) == 0;
        }

        if (type == typeof(int))
        {
            return random.Next(4) == 0 ? int.MinValue : random.Next(-5, int.MaxValue);
        }

        if (type == typeof(long))
        {
            return random.Next(4) == 0 ? long.MaxValue : random.NextInt64();
        }

        if (type == typeof(double))
        {
            return Real(random);
        }

        if (type == typeof(TimeSpan))
        {
            return new TimeSpan(random.NextInt64(-1000, long.MaxValue / 2));
        }

        if (type.IsEnum)
        {
            return type.GetEnumValues().GetValue(random.Next(type.GetEnumValues().Length))!;
        }

        if (type == typeof(byte[]))
        {
            return Bytes(random, random.Next(40));
        }

        if (type == typeof(SweepId))
        {
            return new SweepId(Text(random));
        }

        if (type == typeof(BundleId))
        {
            return new BundleId(new Guid(Bytes(random, 16)));
        }

        if (type == typeof(RunKey))
        {
            return RunKey.FromHash(Bytes(random, 32));
        }

        if (type == typeof(MetricSet))
        {
            return MetricSet.From(Names(random).Select(name => KeyValuePair.Create(name, Real(random))));
        }

        if (type == typeof(ParameterSet))
        {
            return ParameterSet.From(Names(random).Select(name => KeyValuePair.Create(name, Parameter(random, depth: 0))));
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            return Array(type.GetGenericArguments()[0], random);
        }

        var concrete = type.IsAbstract ? Pick(type.GetNestedTypes(), random) : type;
        var constructor = concrete.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType, random))]);
    }

    private static object Array(Type element, Random random)
    {
        var items = System.Array.CreateInstance(element, random.Next(4));
        for (var i = 0; i < items.Length; i++)
        {
            items.SetValue(Of(element, random), i);
        }

        var create = typeof(ImmutableArray).GetMethods().Single(method =>
            method.Name == nameof(ImmutableArray.Create) && method.GetParameters() is [{ ParameterType.IsArray: true } only]
                && only.IsDefined(typeof(ParamArrayAttribute), false));
        return create.MakeGenericMethod(element).Invoke(null, [items])!;
    }

    private static IEnumerable<string> Names(Random random) => Enumerable.Range(0, random.Next(4)).Select(i => $"{Text(random)}{i}");

    private static ParameterValue Parameter(Random random, int depth) => random.Next(depth < 2 ? 5 : 4) switch
    {
        0 => new ParameterValue.Truth(random.Next(2) == 0),
        1 => new ParameterValue.Integer(random.NextInt64()),
        2 => new ParameterValue.Real(random.NextDouble() * 1e9),
        3 => new ParameterValue.Text(Text(random)),
        _ => new ParameterValue.List([.. Enumerable.Range(0, random.Next(3)).Select(_ => Parameter(random, depth + 1))]),
    };

    private static double Real(Random random) => random.Next(2) == 0 ? Pick(Reals, random) : random.NextDouble() * Math.Pow(10, random.Next(-300, 300));

    private static string Text(Random random) => Pick(Texts, random);

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static T Pick<T>(T[] from, Random random) => from[random.Next(from.Length)];
}
