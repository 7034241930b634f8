namespace Sweep.Coordinator.Grids;

/// <summary>What a sweep may use. It changes no result, hence no run key.</summary>
/// <param name="Slots">At most so many slots at a time; null for all there are.</param>
/// <param name="MemoryBytes">What one run may need beside the data set; null for what its model estimates.</param>
public sealed record SweepResources(int? Slots = null, long? MemoryBytes = null);
