namespace Sweep.Models.Tests.Support;

/// <summary>An empty folder of its own for one test, gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private static readonly TimeSpan LastWrites = TimeSpan.FromSeconds(10);

    public string Path { get; } = Directory.CreateTempSubdirectory("sweep-tests-").FullName;

    public string this[params string[] names] => System.IO.Path.Combine([Path, .. names]);

    /// <summary>Writes a file and returns its path.</summary>
    public string Write(string name, string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], content);
        return this[name];
    }

    // What has been told to stop may write for a moment yet.
    public void Dispose() => SpinWait.SpinUntil(
        () =>
        {
            try
            {
                Directory.Delete(Path, recursive: true);
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        },
        LastWrites);
}
