using System.Diagnostics;

namespace Sweep.Reports.Tests.Support;

/// <summary>A real browser without a window and without network.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--virtual-time-budget=20000", "--window-size=1400,2000", "--enable-logging=stderr", "--proxy-server=127.0.0.1:9", "--dump-dom",
    ];

    /// <summary>Opens a page and waits until it is still.</summary>
    /// <returns>What became of the document, and the lines of the console.</returns>
    public static (string Document, IReadOnlyList<string> Console) Open(string html, bool isDark)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("page.html", html);
        var start = new ProcessStartInfo(Program(), [.. Arguments, .. isDark ? ["--blink-settings=preferredColorScheme=0"] : Array.Empty<string>(), $"--user-data-dir={folder["profile"]}", file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var console = new List<string>();
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) => console.AddRange(line.Data?.Contains(":CONSOLE", StringComparison.Ordinal) == true ? [line.Data] : []);
        process.BeginErrorReadLine();
        var document = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (document, console);
    }

    private static string Program() => Names
        .SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists) ?? throw new FileNotFoundException($"None of {string.Join(", ", Names)} is on PATH: install chromium, or run the tests by ./test.sh, which does.");
}
