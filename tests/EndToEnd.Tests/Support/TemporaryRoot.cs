namespace Sweep.EndToEnd.Tests.Support;

/// <summary>A folder for a root and a study, gone with the test.</summary>
public sealed class TemporaryRoot : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("sweep-e2e-").FullName;

    /// <summary>Does not exist until a sweep runs in it.</summary>
    public string Root => Path.Combine(folder, "root");

    public string Checkpoints => Path.Combine(Root, "checkpoints");

    public string Study(string text, string name = "study.yaml")
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
