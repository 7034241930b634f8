using System.Collections.Immutable;
using Sweep.Messages.Parameters;

namespace Sweep.Messages.Catalogue;

/// <summary>What the coordinator must know of a model to check a study, without loading a tensor library.</summary>
/// <param name="Name">As in study files: <c>dense-autoencoder</c>.</param>
/// <param name="Version">Changes whenever the same hyperparameters would give other bits; part of every run key.</param>
/// <param name="Parameters">Every hyperparameter that the model knows; it rejects all others.</param>
/// <param name="Metrics">The names it reports every epoch; those that depend on a hyperparameter (<c>val_loss</c>) included.</param>
/// <param name="Check">Rules between hyperparameters of one resolved run; empty when they fit.</param>
/// <param name="Estimate">Size of one resolved run.</param>
/// <param name="HasEncoder">Whether runs of other models can take the trained encoder of its runs, by their hyperparameter <c>encoder</c>.</param>
public sealed record ModelDescription(
    string Name,
    string Version,
    string Summary,
    ImmutableArray<ParameterDescription> Parameters,
    ImmutableArray<string> Metrics,
    Func<ParameterSet, IEnumerable<ParameterProblem>> Check,
    Func<ParameterSet, DataSetDescription, ModelEstimate> Estimate,
    bool HasEncoder = false)
{
    public ParameterDescription? Find(string name) => Parameters.FirstOrDefault(parameter => parameter.Name == name);
}

/// <summary>Why one resolved run cannot be trained: "`latent` is 0, but must be at least 1."</summary>
/// <param name="Parameter">The hyperparameter to look at.</param>
public sealed record ParameterProblem(string Parameter, string Message);

/// <param name="WeightCount">Trainable numbers.</param>
/// <param name="MemoryBytes">Peak of one training beside the data set: weights, gradients, optimizer state, activations of a batch.</param>
/// <param name="FlopsPerEpoch">Floating-point operations of one epoch, training and evaluation.</param>
/// <param name="CodeSize">Numbers of the latent code of one sample; 0 where there is no code.</param>
public sealed record ModelEstimate(long WeightCount, long MemoryBytes, double FlopsPerEpoch, long CodeSize = 0)
{
    /// <summary>
    /// What a slot computes in a second while it trains: half of what one core of the machine that Sweep was measured on can do in 32-bit products,
    /// 228 GFLOP/s.
    /// </summary>
    public const double NominalFlopsPerSecond = 114e9;
}
