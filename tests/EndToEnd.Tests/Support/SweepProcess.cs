using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace Sweep.EndToEnd.Tests.Support;

/// <summary>The real command in a process of its own.</summary>
public sealed class SweepProcess : IDisposable
{
    /// <summary>For anything, on the slowest of machines: what can be known to fail sooner does.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Who was asked did not answer in time, or nobody was in charge.</summary>
    private const int NoAnswer = 3;

    private const int KilledCode = 128 + SigKill;

    private const int SigInt = 2;
    private const int SigKill = 9;
    private const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;

    // Where this machine has data and libraries. Whatever else is set is about someone's own sweeps.
    private static readonly string[] Inherited = ["SWEEP_DATASETS", "SWEEP_LIBTORCH"];

    private static readonly string Command = Built("SweepCommand");

    private readonly Process process;
    private readonly Lazy<Task> ended;
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();
    private readonly Lock writing = new();
    private readonly List<(Func<string, bool> Matches, TaskCompletionSource<string> Seen)> waiters = [];

    private SweepProcess(Process process) => (this.process, ended) = (process, new Lazy<Task>(() => process.WaitForExitAsync()));

    /// <summary>What lets a command train the models of tests.</summary>
    public static string[] WithTestModels { get; } = ["--models", Built("CrashingModel")];

    public int Id => process.Id;

    public int ExitCode => process.ExitCode;

    public bool HasExited => process.HasExited;

    /// <summary>Once it has ended: whether by SIGKILL.</summary>
    public bool WasKilled => ExitCode == KilledCode;

    /// <summary>What it wrote to standard output so far.</summary>
    public string Out
    {
        get
        {
            lock (writing)
            {
                return output.ToString();
            }
        }
    }

    public string Error
    {
        get
        {
            lock (writing)
            {
                return error.ToString();
            }
        }
    }

    public static SweepProcess Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    public static SweepProcess Start(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Start(environment, "dotnet", [Command, .. arguments]);

    /// <param name="hosts">Those among which the host is where it runs.</param>
    internal static SweepProcess On(SeparateHosts hosts, string host, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var inside = hosts.Inside(host);
        return Start(environment, inside[0], [.. inside.Skip(1), "dotnet", Command, .. arguments]);
    }

    /// <summary>The command and all that it starts have no more memory than that together.</summary>
    public static SweepProcess Limited(MemoryLimit limit, params string[] arguments) =>
        Start(new Dictionary<string, string>(), "sh", ["-c", $"{limit.Join} && exec dotnet \"$@\"", "sh", Command, .. arguments]);

    /// <summary>Starts a script that starts the command.</summary>
    /// <param name="folder">For a file that stands for the launcher, which would build first.</param>
    public static SweepProcess Script(string script, string folder, params string[] arguments)
    {
        var launcher = Path.Combine(folder, "sweep");
        File.WriteAllText(launcher, $"#!/bin/sh\nexec dotnet '{Command}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(launcher, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return Start(new Dictionary<string, string> { ["SWEEP_COMMAND"] = launcher }, script, arguments);
    }

    private static SweepProcess Start(IReadOnlyDictionary<string, string> environment, string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("SWEEP_", StringComparison.Ordinal)).Except(Inherited).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["OMP_NUM_THREADS"] = "1";
        var running = new SweepProcess(new Process { StartInfo = start });
        running.process.OutputDataReceived += (_, line) => running.Hear(running.output, line.Data);
        running.process.ErrorDataReceived += (_, line) => running.Hear(running.error, line.Data);
        running.process.Start();
        running.process.BeginOutputReadLine();
        running.process.BeginErrorReadLine();
        return running;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<SweepProcess> Run(params string[] arguments)
    {
        var process = Start(arguments);
        await process.Exit();
        return process;
    }

    /// <summary>Runs a command that asks another process, again where that did not answer in time.</summary>
    public static Task<SweepProcess> Ask(params string[] arguments) => Answer(() => Run(arguments));

    /// <param name="ask">Asks once.</param>
    public static Task<SweepProcess> Answer(Func<Task<SweepProcess>> ask) => Moments.Seen(ask, asked => asked.ExitCode != NoAnswer);

    /// <summary>Waits for a line of any of several, some of which may have ended.</summary>
    public static async Task<string> AnyLine(IEnumerable<SweepProcess> processes, Func<string, bool> matches)
    {
        var failures = new List<Exception>();
        await foreach (var line in Task.WhenEach(processes.Select(process => process.Line(matches))))
        {
            if (line.IsCompletedSuccessfully)
            {
                return await line;
            }

            failures.Add(line.Exception!.InnerException!);
        }

        throw new AggregateException(failures);
    }

    /// <summary>Waits for a line of either stream.</summary>
    /// <exception cref="InvalidOperationException">The process has ended without it.</exception>
    /// <exception cref="TimeoutException">It does not come.</exception>
    public Task<string> Line(Func<string, bool> matches) => Line(matches, Limit);

    /// <inheritdoc cref="Line(Func{string, bool})"/>
    public async Task<string> Line(Func<string, bool> matches, TimeSpan within)
    {
        var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (writing)
        {
            if ((output.ToString() + error).Split('\n').FirstOrDefault(line => line.Length > 0 && matches(line)) is { } earlier)
            {
                return earlier;
            }

            waiters.Add((matches, seen));
        }

        try
        {
            await Task.WhenAny(seen.Task, ended.Value).WaitAsync(within);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The line did not come. Output:\n{Out}\n{Error}");
        }

        // All that a process wrote is heard before it counts as ended.
        return seen.Task.IsCompleted
            ? await seen.Task
            : throw new InvalidOperationException($"The process ended with {ExitCode} before the line came. Output:\n{Out}\n{Error}");
    }

    public Task Exit() => Exit(Limit);

    public async Task Exit(TimeSpan within)
    {
        try
        {
            await ended.Value.WaitAsync(within);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The process did not end. Output:\n{Out}\n{Error}");
        }
    }

    /// <summary>SIGKILL: it has no last word. Nothing, where it has ended already.</summary>
    public async Task Kill()
    {
        process.Kill();
        await Exit();
    }

    /// <summary>What Ctrl-C sends.</summary>
    public void Interrupt() => Signal(process.Id, SigInt);

    /// <summary>What a machine that is taken away, or Kubernetes, sends.</summary>
    public void Terminate() => Signal(process.Id, SigTerm);

    /// <summary>Nothing of it runs any more, until it is thawed; the processes that train for it do.</summary>
    public void Freeze() => Signal(process.Id, SigStop);

    public void Thaw() => Signal(process.Id, SigCont);

    /// <summary>The child processes that train for it, those that are about to end included.</summary>
    public IReadOnlyList<int> Trainers() => Processes.ChildrenOf(process.Id);

    /// <summary>SIGKILL to any process.</summary>
    public static void Kill(int process) => Signal(process, SigKill);

    public void Dispose()
    {
        if (!process.HasExited)
        {
            // Whatever still runs would write into folders that are being deleted.
            var trainers = Trainers();
            process.Kill(entireProcessTree: true);
            process.WaitForExit(Limit);
            SpinWait.SpinUntil(() => !trainers.Any(Processes.IsAlive), Limit);
        }

        process.Dispose();
    }

    private static string Built(string name) =>
        typeof(SweepProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == name).Value!;

    private void Hear(StringBuilder stream, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (writing)
        {
            stream.Append(line).Append('\n');
            foreach (var waiter in waiters.Where(waiter => waiter.Matches(line)))
            {
                waiter.Seen.TrySetResult(line);
            }
        }
    }

    private static void Signal(int process, int signal) => _ = SendSignal(process, signal);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int process, int signal);
}
