using Sweep.Coordinator.Studies.Yaml;

namespace Sweep.Coordinator.Studies;

/// <summary>Gathers what is wrong with a study, so that all of it can be told at once.</summary>
internal sealed class StudyProblems
{
    // A study whose every cell is wrong in its own way would otherwise fill screens.
    private const int Most = 50;

    private readonly List<StudyProblem> problems = [];

    public int Count => problems.Count;

    public bool IsFull => problems.Count >= Most;

    public void Add(StudyPlace place, string message)
    {
        var problem = new StudyProblem(place.File, place.Line, place.Column, message);
        if (!IsFull && !problems.Contains(problem))
        {
            problems.Add(problem);
        }
    }

    /// <summary>"`latent` is 0 (study.yaml:12:9), but must be at least 1."</summary>
    public void AddValue(string name, string found, StudyPlace place, string must) => Add(place, $"`{name}` is {found} ({place}), but must {must}");

    /// <exception cref="StudyException">There is any problem.</exception>
    public void ThrowIfAny()
    {
        if (problems.Count > 0)
        {
            throw new StudyException(problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column));
        }
    }

    public StudyException Fatal(StudyPlace place, string message)
    {
        Add(place, message);
        return new StudyException(problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column));
    }
}
