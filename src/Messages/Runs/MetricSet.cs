using System.Collections;
using System.Collections.Immutable;

namespace Sweep.Messages.Runs;

/// <summary>
/// Metrics by name, sorted by ordinal name. Equal when all names and all bits agree, so a NaN equals itself. There is one NaN: the sign and
/// payload that a processor gives it are dropped, because they are no result.
/// </summary>
public sealed class MetricSet : IReadOnlyCollection<KeyValuePair<string, double>>, IEquatable<MetricSet>
{
    public static readonly MetricSet Empty = new([]);

    private readonly ImmutableArray<KeyValuePair<string, double>> items;

    private MetricSet(ImmutableArray<KeyValuePair<string, double>> sorted) => items = sorted;

    public int Count => items.Length;

    public double? this[string name]
    {
        get
        {
            foreach (var item in items)
            {
                if (item.Key == name)
                {
                    return item.Value;
                }
            }

            return null;
        }
    }

    public static MetricSet From(IEnumerable<KeyValuePair<string, double>> values)
    {
        var sorted = values
            .Select(item => double.IsNaN(item.Value) ? KeyValuePair.Create(item.Key, double.NaN) : item)
            .OrderBy(item => item.Key, StringComparer.Ordinal)
            .ToImmutableArray();
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Key == sorted[i - 1].Key)
            {
                throw new ArgumentException($"Metric `{sorted[i].Key}` is given twice.", nameof(values));
            }
        }

        return new MetricSet(sorted);
    }

    public static MetricSet Of(params ReadOnlySpan<(string Name, double Value)> values)
    {
        var list = new List<KeyValuePair<string, double>>(values.Length);
        foreach (var (name, value) in values)
        {
            list.Add(new(name, value));
        }

        return From(list);
    }

    public bool Equals(MetricSet? other)
    {
        if (other is null || other.items.Length != items.Length)
        {
            return false;
        }

        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Key != other.items[i].Key || BitConverter.DoubleToInt64Bits(items[i].Value) != BitConverter.DoubleToInt64Bits(other.items[i].Value))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as MetricSet);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (name, value) in items)
        {
            hash.Add(name);
            hash.Add(BitConverter.DoubleToInt64Bits(value));
        }

        return hash.ToHashCode();
    }

    public override string ToString() => string.Join(" ", items.Select(item => FormattableString.Invariant($"{item.Key}={item.Value:G6}")));

    public IEnumerator<KeyValuePair<string, double>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, double>>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
