using System.Collections.Immutable;

namespace Sweep.Coordinator.Studies;

/// <summary>What the command line changes of a study.</summary>
/// <param name="Set">
/// Each <c>key=value</c>: a hyperparameter (<c>latent=[4, 8]</c>, <c>noise.type=none</c>) whose values it replaces in every grid, or <c>seeds</c>,
/// <c>retries</c>
/// and the like. The value is YAML.
/// </param>
/// <param name="Sample">Run only so many cells, spread over the grid; null for all.</param>
public sealed record StudyOverrides(ImmutableArray<string> Set, int? Sample = null)
{
    public static readonly StudyOverrides None = new([]);
}
