namespace Sweep.Coordinator.Studies.Yaml;

/// <summary>Where something stands: <c>study.yaml:12:9</c>, or <c>--set latent=0</c>.</summary>
/// <param name="File">Path, or the argument of the command line.</param>
/// <param name="Line">Counted from 1; 0 when the whole is meant.</param>
/// <param name="Column">Counted from 1; 0 when the whole is meant.</param>
public readonly record struct StudyPlace(string File, int Line, int Column)
{
    public static StudyPlace Whole(string file) => new(file, 0, 0);

    public override string ToString() => Line == 0 ? File : $"{File}:{Line}:{Column}";
}
