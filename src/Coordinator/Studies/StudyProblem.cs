namespace Sweep.Coordinator.Studies;

/// <summary>One thing that is wrong with a study.</summary>
/// <param name="File">The path as given; for an override, the argument as given: <c>--set latent=0</c>.</param>
/// <param name="Line">Counted from 1; 0 when the problem is not in a place of a file.</param>
/// <param name="Column">Counted from 1; 0 when the problem is not in a place of a file.</param>
/// <param name="Message">What was found and where, what is allowed, and the remedy: "`latent` is 0 (study.yaml:12:9), but must be at least 1."</param>
public sealed record StudyProblem(string File, int Line, int Column, string Message);
