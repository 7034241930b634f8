using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Grids;

/// <summary>
/// All that decides which runs a sweep has, in which order and with which keys, without the catalogue of models. It is stored when a sweep
/// is submitted and expanded again when it resumes, so that neither new defaults nor an edited study can change a sweep under way.
/// </summary>
/// <param name="Study">Name of the study.</param>
/// <param name="Models">Every model that occurs in <paramref name="Blocks"/>.</param>
/// <param name="DataSets">Every data set that occurs in <paramref name="Blocks"/>.</param>
/// <param name="Retries">How often a run may fail by itself and be tried again.</param>
/// <param name="TrainerVersion">Part of every run key.</param>
/// <param name="Sample">Keep only so many cells, spread over the grid, and those that they depend on; null for all.</param>
public sealed record GridDefinition(
    string Study,
    Objective Objective,
    ImmutableArray<GridBlock> Blocks,
    ImmutableArray<ModelStamp> Models,
    ImmutableArray<DataSetStamp> DataSets,
    CheckpointPolicy Checkpoint,
    int Retries,
    SweepResources Resources,
    string TrainerVersion = "",
    int? Sample = null)
{
    /// <summary>Cells that a grid may have before exclusion.</summary>
    public const int MaximumCells = 10_000_000;

    /// <summary>
    /// 64 hexadecimal digits: equal for equal definitions, so that an interrupted sweep of the same study is found again. What a study cannot
    /// say is left out of it, lest a sweep that an earlier version submitted be taken for another one.
    /// </summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(GridDefinitionJson.Write(
        this with { Checkpoint = Checkpoint with { Apart = TimeSpan.Zero }, Blocks = [.. Blocks.Select(block => block with { Costs = null })] }))));
}

/// <summary>What was known of a model when the sweep was submitted.</summary>
/// <param name="Version">Part of the key of every run of this model.</param>
/// <param name="Defaults">Hyperparameters that a run of this model has when the study does not say them.</param>
public sealed record ModelStamp(string Name, string Version, ParameterSet Defaults);

/// <param name="Name">As in the study.</param>
/// <param name="Digest">Stands for the name in run keys: the same images under another path give the same key.</param>
public sealed record DataSetStamp(string Name, string Digest);
