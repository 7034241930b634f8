using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Operations.sum(this, type);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Operations.sum(this, dim, keepdim, type);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => Operations.sum(this, dim, keepdim, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Operations.sum(this, [dim], keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => Operations.sum(this, [dim0, dim1], keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            Operations.sum(this, [dim0, dim1, dim2], keepdim, type);

        public Tensor mean() => Operations.mean(this, null);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Operations.mean(this, dimensions, keepdim, type);

        public Tensor std(bool unbiased = true) => Operations.std(this, unbiased);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            As(Operations.std(this, dimensions, unbiased, keepdim), type);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std([dim], unbiased, keepdim, type);

        public Tensor var(bool unbiased = true) => Operations.var(this, unbiased);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            As(Operations.var(this, dimensions, unbiased, keepdim), type);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim], unbiased, keepdim, type);

        public Tensor max() => Operations.max(this);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Operations.max(this, dim, keepdim);

        public Tensor min() => Operations.min(this);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Operations.min(this, dim, keepdim);

        public Tensor amax(long[] dims, bool keepdim = false) => Operations.amax(this, dims, keepdim);

        public Tensor amax(params long[] dims) => Operations.amax(this, dims, false);

        public Tensor amin(long[] dims, bool keepdim = false) => Operations.amin(this, dims, keepdim);

        public Tensor amin(params long[] dims) => Operations.amin(this, dims, false);

        public Tensor argmax() => Operations.argmax(this, null, false);

        public Tensor argmax(long dim, bool keepdim = false) => Operations.argmax(this, dim, keepdim);

        public Tensor argmin() => Operations.argmin(this, null, false);

        public Tensor argmin(long dim, bool keepdim = false) => Operations.argmin(this, dim, keepdim);

        public Tensor any() => Operations.any(this);

        public Tensor any(long dim, bool keepdim = false) => Operations.any(this, dim, keepdim);

        public Tensor all() => Operations.all(this);

        public Tensor all(long dim, bool keepdim = false) => Operations.all(this, dim, keepdim);

        public Tensor cumsum(long dim, ScalarType? type = null) => Operations.cumsum(this, dim, type);

        public Tensor median() => Operations.median(this);

        public Tensor norm(float p = 2.0f) => Operations.norm(this, p);

        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => Operations.norm(this, p, [dim], keepdim);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Operations.topk(this, k, dim, largest, sorted);

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Operations.sort(this, dim, descending);

        public Tensor argsort(long dim = -1, bool descending = false) => Operations.argsort(this, dim, descending);

        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Operations.histc(this, bins, min, max);

        public Tensor bincount(Tensor? weights, long minlength = 0) => Operations.bincount(this, weights, minlength);

        private static Tensor As(Tensor tensor, ScalarType? type)
        {
            if (type is not { } wanted)
            {
                return tensor;
            }
            using (tensor)
            {
                return tensor.to_type(wanted);
            }
        }
    }
}
