using System.Collections.Immutable;
using System.Globalization;

namespace Sweep.Messages.Parameters;

/// <summary>One value of a hyperparameter: a truth value, a whole number, a real number, a text, or a list of those.</summary>
public abstract record ParameterValue
{
    private ParameterValue() { }

    /// <summary>The value as people write it: <c>true</c>, <c>128</c>, <c>0.001</c>, <c>adam</c>, <c>[512, 256]</c>.</summary>
    public abstract override string ToString();

    public sealed record Truth(bool Value) : ParameterValue
    {
        public override string ToString() => Value ? "true" : "false";
    }

    public sealed record Integer(long Value) : ParameterValue
    {
        public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
    }

    public sealed record Real(double Value) : ParameterValue
    {
        public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
    }

    public sealed record Text(string Value) : ParameterValue
    {
        public override string ToString() => Value;
    }

    public sealed record List(ImmutableArray<ParameterValue> Items) : ParameterValue
    {
        public bool Equals(List? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var item in Items)
            {
                hash.Add(item);
            }

            return hash.ToHashCode();
        }

        public override string ToString() => $"[{string.Join(", ", Items)}]";
    }
}
