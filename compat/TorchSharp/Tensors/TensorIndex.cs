namespace TorchSharp;

public static partial class torch
{
    /// <summary>What Python puts between the brackets: a number, a range, `...`, None, or a tensor.</summary>
    public readonly struct TensorIndex
    {
        internal enum Kind
        {
            None,
            Single,
            Ellipsis,
            Tensor,
            Slice,
        }

        internal readonly Kind kind;
        internal readonly long? start;
        internal readonly long? stop;
        internal readonly long? step;
        internal readonly Tensor? tensor;

        private TensorIndex(Kind kind, long? start = null, long? stop = null, long? step = null, Tensor? tensor = null)
        {
            this.kind = kind;
            this.start = start;
            this.stop = stop;
            this.step = step;
            this.tensor = tensor;
        }

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new(Kind.Slice, start, stop, step);

        public static TensorIndex Slice(Range range) => Slice(
            range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value,
            !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? null : -range.End.Value);

        public static TensorIndex Single(long? index) => new(Kind.Single, index);

        public static TensorIndex Tensor(Tensor tensor) => new(Kind.Tensor, tensor: tensor);

        public static readonly TensorIndex Ellipsis = new(Kind.Ellipsis);

        public static readonly TensorIndex None = new(Kind.None);

        public static readonly TensorIndex Colon = Slice();

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        /// <summary>There only so that overloads resolve as in TorchSharp.</summary>
        public static implicit operator Tensor(TensorIndex value) =>
            throw new InvalidOperationException("Implicit conversion from TensorIndex to Tensor -- this should never be invoked.");
    }
}
