using System.Collections.Immutable;

namespace Sweep.Coordinator.Grids;

/// <summary>
/// What the runs of a block are expected to cost. It changes no result and no run key: it decides which run is started first. Noted when the
/// sweep is submitted, for it takes the catalogue of models to tell.
/// </summary>
/// <param name="Axes">Positions of the axes of the block that make a difference, ascending.</param>
/// <param name="Flops">Floating-point operations of a whole run, for each combination of the points of these axes, the last axis fastest.</param>
public sealed record GridCosts(ImmutableArray<int> Axes, ImmutableArray<double> Flops);
