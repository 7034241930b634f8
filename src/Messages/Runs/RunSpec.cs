using Sweep.Messages.Parameters;

namespace Sweep.Messages.Runs;

/// <summary>One cell of a grid, ready to be trained: everything a node needs to know.</summary>
/// <param name="Parameters">
/// Resolved: every hyperparameter that the model knows has its value here, also the defaults, <c>model</c>, <c>dataset</c>, <c>epochs</c> and <c>seed</c>.
/// </param>
public sealed record RunSpec(RunId Id, RunKey Key, ParameterSet Parameters, CheckpointPolicy Checkpoint)
{
    public string Model => Parameters.Text("model");

    public string DataSet => Parameters.Text("dataset");

    public int Epochs => checked((int)Parameters.Integer("epochs"));

    public long Seed => Parameters.Integer("seed");
}

/// <summary>How often a run writes a checkpoint and how many of the last ones it keeps beside the best; the last epoch is always written.</summary>
public sealed record CheckpointPolicy(int EveryEpochs = 1, int Keep = 2);
