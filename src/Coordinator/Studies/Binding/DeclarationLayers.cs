using Sweep.Coordinator.Studies.Yaml;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>
/// Lays what is said closer to the runs (in one grid, on the command line) over what is said for all of them. A hyperparameter said again
/// keeps its place in the order; a group given again as a map, such as <c>noise</c>, stands in for the whole group.
/// </summary>
internal static class DeclarationLayers
{
    public static List<Declaration> Lay(IEnumerable<Declaration> below, IReadOnlyList<Declaration> above, StudyProblems problems)
    {
        var result = below.ToList();
        foreach (var declaration in above)
        {
            var at = result.FindIndex(declaration.Replaces);
            if (at >= 0 && !above.Contains(result[at]))
            {
                result[at] = declaration;
                result.RemoveAll(earlier => !above.Contains(earlier) && declaration.Replaces(earlier));
            }
            else
            {
                result.Add(declaration);
            }
        }

        foreach (var (declaration, other) in from declaration in above
                                             from other in result
                                             where declaration != other && declaration.Sets.Intersect(other.Sets).Any()
                                             select (declaration, other))
        {
            problems.Add(
                declaration.Place,
                $"`{declaration.Name}` ({declaration.Place}) is set by the axis `{other.Name}` ({other.Place}) together with others: set the whole of "
                    + $"`{other.Name}`.");
        }

        return result;
    }
}
