namespace Sweep.Cli;

/// <summary>What the process says to its caller.</summary>
public static class ExitCode
{
    /// <summary>Done; of a sweep: all runs completed.</summary>
    public const int Success = 0;

    /// <summary>Some runs failed, or a verification found fault.</summary>
    public const int RunsFailed = 1;

    /// <summary>The command line or the study is wrong; nothing was started.</summary>
    public const int BadUsage = 2;

    /// <summary>A file, a database, a library or a device is not as it must be.</summary>
    public const int Infrastructure = 3;

    /// <summary>Ctrl-C or SIGTERM; the state is kept. Of a server that is told to end so, and does in order, that is <see cref="Success"/>.</summary>
    public const int Interrupted = 130;
}
