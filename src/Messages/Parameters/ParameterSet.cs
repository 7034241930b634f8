using System.Collections;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Sweep.Messages.Parameters;

/// <summary>
/// The hyperparameters of one run by name, sorted by ordinal name; nested ones are dotted (<c>noise.variance</c>).
/// Two sets with the same names and values are equal and have the same canonical JSON.
/// </summary>
public sealed class ParameterSet : IReadOnlyCollection<KeyValuePair<string, ParameterValue>>, IEquatable<ParameterSet>
{
    public static readonly ParameterSet Empty = new([]);

    private readonly ImmutableArray<KeyValuePair<string, ParameterValue>> items;

    private ParameterSet(ImmutableArray<KeyValuePair<string, ParameterValue>> sorted) => items = sorted;

    public int Count => items.Length;

    /// <exception cref="ArgumentException">A name stands twice.</exception>
    public static ParameterSet From(IEnumerable<KeyValuePair<string, ParameterValue>> values)
    {
        var sorted = values.ToArray();
        if (!IsStrictlySorted(sorted))
        {
            Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
            for (var i = 1; i < sorted.Length; i++)
            {
                if (sorted[i].Key == sorted[i - 1].Key)
                {
                    throw new ArgumentException($"Hyperparameter `{sorted[i].Key}` is given twice.", nameof(values));
                }
            }
        }

        return new ParameterSet(ImmutableCollectionsMarshal.AsImmutableArray(sorted));
    }

    public ParameterValue? Find(string name)
    {
        var (low, high) = (0, items.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(items[middle].Key, name);
            if (order == 0)
            {
                return items[middle].Value;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    public bool Contains(string name) => Find(name) is not null;

    /// <summary>This set with one value added or replaced.</summary>
    public ParameterSet With(string name, ParameterValue value) =>
        From(items.Where(item => item.Key != name).Append(new(name, value)));

    public ParameterSet Without(string name) => new([.. items.Where(item => item.Key != name)]);

    /// <exception cref="KeyNotFoundException">There is no such hyperparameter, or it is no whole number.</exception>
    public long Integer(string name) => Find(name) is ParameterValue.Integer { Value: var value } ? value : throw Absent(name, "a whole number");

    /// <summary>A real number; a whole number counts as one.</summary>
    /// <exception cref="KeyNotFoundException">There is no such hyperparameter, or it is no number.</exception>
    public double Real(string name) => Find(name) switch
    {
        ParameterValue.Real { Value: var value } => value,
        ParameterValue.Integer { Value: var value } => value,
        _ => throw Absent(name, "a number"),
    };

    /// <exception cref="KeyNotFoundException">There is no such hyperparameter, or it is no text.</exception>
    public string Text(string name) => Find(name) is ParameterValue.Text { Value: var value } ? value : throw Absent(name, "a text");

    /// <exception cref="KeyNotFoundException">There is no such hyperparameter, or it is no truth value.</exception>
    public bool Truth(string name) => Find(name) is ParameterValue.Truth { Value: var value } ? value : throw Absent(name, "true or false");

    /// <exception cref="KeyNotFoundException">There is no such hyperparameter, or it is no list of whole numbers.</exception>
    public ImmutableArray<int> Integers(string name) =>
        Find(name) is ParameterValue.List { Items: var list } && list.All(item => item is ParameterValue.Integer)
        ? [.. list.Select(item => checked((int)((ParameterValue.Integer)item).Value))]
        : throw Absent(name, "a list of whole numbers");

    public bool Equals(ParameterSet? other) => other is not null && items.AsSpan().SequenceEqual(other.items.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as ParameterSet);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (name, value) in items)
        {
            hash.Add(name);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => string.Join(" ", items.Select(item => $"{item.Key}={item.Value}"));

    public IEnumerator<KeyValuePair<string, ParameterValue>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, ParameterValue>>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Grids make their sets in order already, millions of them.
    private static bool IsStrictlySorted(KeyValuePair<string, ParameterValue>[] values)
    {
        for (var i = 1; i < values.Length; i++)
        {
            if (string.CompareOrdinal(values[i - 1].Key, values[i].Key) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    private KeyNotFoundException Absent(string name, string wanted) =>
        new($"Hyperparameter `{name}` is {Find(name)?.ToString() ?? "absent"}, but must be {wanted}.");
}
