using System.Collections.Immutable;
using Sweep.Coordinator.Studies.Yaml;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>The models of one grid of a study: they decide which hyperparameters it may name.</summary>
internal sealed class BlockModels(ImmutableArray<ModelDescription> models, StudyProblems problems)
{
    private static readonly ImmutableArray<ParameterDescription> Common =
    [
        new("model", ParameterKind.Text, "Name of the model."),
        new("dataset", ParameterKind.Text, "Name of a data set, or the path of a folder of IDX files."),
        new("epochs", ParameterKind.Integer, "Passes over the training set.", Minimum: 1),
        new("seed", ParameterKind.Integer, "Where the random streams begin.", new ParameterValue.Integer(0), Minimum: 0),
    ];

    public ImmutableArray<ModelDescription> All => models;

    /// <summary>Those of all models together; what only one of them knows is no choice where a cell may have the other.</summary>
    public IEnumerable<string> Names => models
        .Select(model => model.Parameters.Select(known => known.Name))
        .Aggregate((names, others) => names.Intersect(others))
        .Except(Common.Select(known => known.Name));

    /// <summary>What the models say of a hyperparameter; null when one does not know it, and the problem is told.</summary>
    public ParameterDescription? Describe(string name, StudyPlace place)
    {
        if (Find(name) is { } known)
        {
            return known;
        }

        var ignorant = models.FirstOrDefault(model => model.Find(name) is null);
        problems.Add(place, ignorant is null
            ? $"`{name}` ({place}) is of another kind in each of {string.Join(", ", models.Select(model => model.Name))}: give each model a grid of "
                + "its own under `grids`."
            : $"`{name}` ({place}) is no hyperparameter of `{ignorant.Name}`.{NearestName.Hint(name, Names)}");
        return null;
    }

    /// <summary>As <see cref="Describe"/>, but silent.</summary>
    public ParameterDescription? Find(string name)
    {
        var common = Common.FirstOrDefault(known => known.Name == name);
        var found = models.Select(model => model.Find(name) ?? common).ToList();
        return found.Contains(null) || found.Any(known => known!.Kind != found[0]!.Kind) ? null : found[0];
    }
}
