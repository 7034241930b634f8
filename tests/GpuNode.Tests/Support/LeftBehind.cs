using System.Diagnostics;
using System.Globalization;

namespace Sweep.GpuNode.Tests.Support;

/// <summary>A process that a script leaves in the background; ends with the test at the latest.</summary>
internal sealed class LeftBehind : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder folder = new();

    /// <summary>To come after the command that puts it into the background.</summary>
    public string Note => $"echo $! > {folder["pid"]}";

    // It may have ended and nobody have asked yet how.
    public bool IsAlive => File.Exists($"/proc/{Id}/stat") && File.ReadAllText($"/proc/{Id}/stat").Split(") ")[^1][0] is not ('Z' or 'X');

    private int Id => int.Parse(File.ReadAllText(folder["pid"]), CultureInfo.InvariantCulture);

    /// <exception cref="OperationCanceledException">It does not.</exception>
    public async Task Ends()
    {
        using var limit = new CancellationTokenSource(Limit);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (IsAlive)
        {
            await pulse.WaitForNextTickAsync(limit.Token);
        }
    }

    public void Dispose()
    {
        if (IsAlive)
        {
            using var process = Process.GetProcessById(Id);
            process.Kill();
        }

        folder.Dispose();
    }
}
