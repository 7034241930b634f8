using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null)
        {
            Operations.bernoulli_(this, p, generator);
            return this;
        }

        public Tensor bernoulli_(Tensor p, Generator? generator = null)
        {
            Operations.bernoulli_(this, p, generator);
            return this;
        }

        public Tensor normal_(double mean = 0.0, double std = 1.0, Generator? generator = null)
        {
            Operations.normal_(this, mean, std, generator);
            return this;
        }

        public Tensor uniform_(double from, double to, Generator? generator = null)
        {
            Operations.uniform_(this, from, to, generator);
            return this;
        }

        public Tensor random_(double from, double to, Generator? generator = null)
        {
            Operations.random_(this, (long)from, (long)to, generator);
            return this;
        }

        public Tensor exponential_(double lambda = 1.0, Generator? generator = null)
        {
            Operations.exponential_(this, lambda, generator);
            return this;
        }

        /// <summary>Draws 0 or 1 for each element, which is the probability of 1.</summary>
        public Tensor bernoulli(Generator? generator = null) => Operations.bernoulli(this, generator);

        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Operations.multinomial(this, num_samples, replacement, generator);
    }
}
