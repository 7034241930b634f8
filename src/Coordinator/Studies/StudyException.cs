using System.Collections.Immutable;

namespace Sweep.Coordinator.Studies;

/// <summary>A study that cannot be run, with everything that was found wrong with it, in the order of the file.</summary>
public sealed class StudyException : Exception
{
    public StudyException(IEnumerable<StudyProblem> problems) : this([.. problems]) { }

    private StudyException(ImmutableArray<StudyProblem> problems)
        : base(string.Join(Environment.NewLine, problems.Select(problem => problem.Message))) => Problems = problems;

    public ImmutableArray<StudyProblem> Problems { get; }
}
