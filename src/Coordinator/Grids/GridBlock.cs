using System.Collections.Immutable;
using Sweep.Messages.Parameters;

namespace Sweep.Coordinator.Grids;

/// <summary>
/// One rectangular part of a grid: the product of its axes without the excluded cells. The last axis varies fastest.
/// </summary>
/// <param name="Name">Empty when the study is a single grid.</param>
/// <param name="Fixed">What the study says for every cell of this block; <c>model</c>, <c>dataset</c>, <c>epochs</c> and <c>seed</c> are here or on
/// an axis.</param>
/// <param name="Exclude">A cell that matches any of these is left out.</param>
/// <param name="Costs">Null where nothing is known of them.</param>
public sealed record GridBlock(
    string Name, ParameterSet Fixed, ImmutableArray<GridAxis> Axes, ImmutableArray<GridExclusion> Exclude, GridCosts? Costs = null);

/// <summary>One dimension of a grid.</summary>
/// <param name="Name">The hyperparameter, or what its points have in common: <c>noise</c> for points that set <c>noise.type</c> and
/// <c>noise.variance</c>.</param>
/// <param name="Points">What each point sets; in the order of the study.</param>
public sealed record GridAxis(string Name, ImmutableArray<ParameterSet> Points);

/// <summary>Cells to leave out: those for which every hyperparameter named here has one of its values.</summary>
public sealed record GridExclusion(ImmutableSortedDictionary<string, ImmutableArray<ParameterValue>> Conditions);
