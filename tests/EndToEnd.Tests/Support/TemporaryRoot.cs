using Sweep.Models.Tests.Support;

namespace Sweep.EndToEnd.Tests.Support;

/// <summary>A folder for a root and a study, gone with the test.</summary>
public sealed class TemporaryRoot : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>Does not exist until a sweep runs in it.</summary>
    public string Root => Beside("root");

    public string Checkpoints => Path.Combine(Root, "checkpoints");

    /// <summary>Of this test alone; closed at first.</summary>
    public Gate Gate => new(Beside("gate"));

    /// <summary>A path beside the root, where nothing need be.</summary>
    public string Beside(string name) => folder[name];

    public string Study(string text, string name = "study.yaml") => folder.Write(name, text);

    public void Dispose() => folder.Dispose();
}
