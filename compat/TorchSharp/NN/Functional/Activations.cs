using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_() : x.relu();

            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                inplace ? input.copy_(input.leaky_relu(negative_slope)) : input.leaky_relu(negative_slope);

            public static Tensor gelu(Tensor x) => x.gelu();

            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? x.copy_(x.silu()) : x.silu();

            public static Tensor softplus(Tensor x, double beta = 1.0, double threshold = 20.0) => Operations.softplus(x, beta, threshold);

            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            public static Tensor tanh(Tensor x) => x.tanh();

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            public static Tensor log_softmax(Tensor x, long dim) => x.log_softmax(dim);

            /// <summary>Zeroes each element with chance <paramref name="p"/> and scales the others by 1/(1-p), while training.</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? input.copy_(Operations.dropout(input, p, training)) : Operations.dropout(input, p, training);

            /// <summary>For each class number a vector that is 1 there and 0 elsewhere.</summary>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Operations.one_hot(x, num_classes);
        }
    }
}
