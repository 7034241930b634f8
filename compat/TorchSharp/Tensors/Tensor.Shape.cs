using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor view(params long[] shape) => Operations.view(this, shape);

        public Tensor view_as(Tensor other) => view(other.shape);

        public Tensor reshape(params long[] shape) => Operations.reshape(this, shape);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Operations.flatten(this, start_dim, end_dim);

        public Tensor unflatten(long dim, params long[] sizes) => Operations.unflatten(this, dim, sizes);

        public Tensor unsqueeze(long dim) => Operations.unsqueeze(this, dim);

        public Tensor squeeze(long? dim = null) => dim is { } one ? Operations.squeeze(this, one) : Operations.squeeze(this);

        public Tensor expand(long[] sizes, bool isImplicit = false) => Operations.expand(this, sizes, isImplicit);

        public Tensor expand(params long[] sizes) => Operations.expand(this, sizes, false);

        public Tensor expand_as(Tensor other) => expand(other.shape);

        public Tensor broadcast_to(params long[] shape) => expand(shape);

        public Tensor repeat(params long[] sizes) => Operations.repeat(this, sizes);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) => Operations.repeat_interleave(this, repeats, dim);

        public Tensor permute(params long[] permutation) => Operations.permute(this, permutation);

        public Tensor transpose(long dim0, long dim1) => Operations.transpose(this, dim0, dim1);

        public Tensor t() => Operations.t(this);

        public Tensor T => Operations.permute(this, [.. Enumerable.Range(0, (int)Dimensions).Reverse().Select(dim => (long)dim)]);

        public Tensor mT => transpose(-2, -1);

        public Tensor contiguous() => Operations.contiguous(this);

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0L) => Operations.as_strided(this, size, strides, storageOffset);

        public Tensor flip(params long[] dims) => Operations.flip(this, dims);

        public Tensor rot90(long k = 1, (long, long)? dims = null)
        {
            var (from, to) = dims ?? (0, 1);
            return Operations.rot90(this, k, [from, to]);
        }

        public Tensor roll(long shifts, long? dims = null) => Operations.roll(this, [shifts], dims is { } one ? [one] : []);

        public Tensor roll(long[] shifts, long[] dims) => Operations.roll(this, shifts, dims);

        public Tensor tril(long diagonal = 0) => Operations.tril(this, diagonal);

        public Tensor triu(long diagonal = 0) => Operations.triu(this, diagonal);

        public Tensor unfold(long dimension, long size, long step) => Operations.unfold(this, dimension, size, step);

        public Tensor[] split(long size, int dim = 0) => Operations.split(this, size, dim);

        public Tensor[] split(long[] sizes, long dim = 0) => Operations.split_with_sizes(this, sizes, dim);

        public Tensor[] chunk(long chunks, long dim = 0L) => Operations.chunk(this, chunks, dim);

        public Tensor[] unbind(long dimension = 0L) => Operations.unbind(this, dimension);
    }
}
