using Sweep.Messages.Parameters;

namespace Sweep.Messages.Runs;

/// <summary>One cell of a grid, ready to be trained: everything a node needs to know.</summary>
/// <param name="Parameters">
/// Resolved: every hyperparameter that the model knows has its value here, also the defaults, <c>model</c>, <c>dataset</c>, <c>epochs</c> and <c>seed</c>.
/// </param>
/// <param name="DataSetDigest">What the data set had to hold when the sweep was submitted; null from a coordinator of an earlier version.</param>
public sealed record RunSpec(RunId Id, RunKey Key, ParameterSet Parameters, CheckpointPolicy Checkpoint, string? DataSetDigest = null)
{
    /// <summary>The hyperparameter that holds the key of another run: 64 hexadecimal digits.</summary>
    public const string EncoderParameter = "encoder";

    public string Model => Parameters.Text("model");

    public string DataSet => Parameters.Text("dataset");

    public int Epochs => checked((int)Parameters.Integer("epochs"));

    public long Seed => Parameters.Integer("seed");

    /// <summary>The run whose trained encoder this one takes, and which must therefore have completed; null for none.</summary>
    public RunKey? Encoder => EncoderOf(Parameters);

    /// <summary>The run that <c>encoder</c> names; null when there is no such hyperparameter or it is no key.</summary>
    public static RunKey? EncoderOf(ParameterSet parameters) =>
        parameters.Find(EncoderParameter) is ParameterValue.Text { Value: var text } ? RunKey.TryParse(text) : null;
}

/// <summary>How often a run writes a checkpoint; the last epoch before it ends or stops is always written.</summary>
/// <param name="Keep">How many of the last ones stay beside the best.</param>
/// <param name="Apart">So long at least from one to the next; no time by default, so that epochs alone count.</param>
public sealed record CheckpointPolicy(int EveryEpochs = 1, int Keep = 2, TimeSpan Apart = default);
