using System.Collections.Immutable;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Studies.Yaml;
using Sweep.Messages.Catalogue;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>One grid of a study with its values in their final form.</summary>
/// <param name="Place">Of the grid in the file.</param>
/// <param name="Places">Where each hyperparameter is set.</param>
internal sealed record BoundBlock(GridBlock Block, ImmutableArray<ModelDescription> Models, StudyPlace Place, IReadOnlyDictionary<string, Declaration> Places)
{
    public StudyPlace PlaceOf(string parameter) =>
        Places.TryGetValue(parameter, out var declared) ? declared.Node.Place : Places.TryGetValue("model", out var model) ? model.Node.Place : Place;
}
