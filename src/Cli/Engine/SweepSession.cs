using System.Collections.Immutable;
using Serilog;
using Serilog.Core;
using Sweep.Cli.Display;
using Sweep.Cli.Logging;
using Sweep.Coordinator.Results;
using Sweep.GpuNode.Nodes;
using Sweep.GpuNode.Trainers;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;
using Sweep.Models.Catalogue;
using Sweep.Models.DataSets;

namespace Sweep.Cli.Engine;

/// <summary>One process at work on a root: locked, logged, shown, and ended in order. What <c>run</c> and <c>resume</c> have in common.</summary>
public sealed class SweepSession : IAsyncDisposable
{
    private readonly OpenRoot open;
    private readonly Logger log;
    private readonly ISweepDisplay display;
    private readonly LocalEngine engine;
    private bool isDisposed;

    private SweepSession(OpenRoot open, Logger log, ISweepDisplay display, LocalEngine engine) =>
        (this.open, this.log, this.display, this.engine) = (open, log, display, engine);

    public ResultsStore Store => open.Store;

    /// <param name="open">Owned by the session from now on, like <paramref name="display"/>; both are gone where it does not start.</param>
    /// <param name="isolation">How to train in child processes; null to train in this one.</param>
    public static async Task<SweepSession> StartAsync(
        OpenRoot open, ISweepDisplay display, ModelCatalogue models, DataSetLibrary dataSets, ImmutableArray<DeviceSlots> devices,
        TrainerOptions? isolation = null)
    {
        var log = SweepLog.Create(open.Root.Folder, new ErrorLines(display.Note));
        Log.Logger = log;
        try
        {
            var engine = await LocalEngine.StartAsync(new LocalEngineOptions(
                open.Root, open.Store, models, dataSets, Environment.MachineName, devices, TimeProvider.System, isolation));
            return new SweepSession(open, log, display, engine);
        }
        catch
        {
            await EndAsync(open, log, display);
            throw;
        }
    }

    public Task<SweepStatus?> SubmitAsync(SubmitSweep request, CancellationToken interruption) =>
        WatchAsync(shown => engine.SubmitAsync(request, shown), interruption);

    public Task<SweepStatus?> ContinueAsync(SweepId sweep, CancellationToken interruption) =>
        WatchAsync(shown => engine.ContinueAsync(sweep, shown), interruption);

    /// <summary>Shows how it ended.</summary>
    public void Show(SweepStatus ended) => display.End(ended);

    public async ValueTask DisposeAsync()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        await engine.DisposeAsync();
        await EndAsync(open, log, display);
    }

    private static async Task EndAsync(OpenRoot open, Logger log, ISweepDisplay display)
    {
        await display.DisposeAsync();
        await log.DisposeAsync();
        open.Dispose();
    }

    /// <returns>How it ended; null when it was interrupted.</returns>
    private async Task<SweepStatus?> WatchAsync(Func<IProgressDisplay, Task<WatchedSweep>> start, CancellationToken interruption)
    {
        var watched = await start(display);
        var accepted = watched.Accepted;
        log.ForContext("Sweep", accepted.Sweep.Value).Information("Sweep begun: {Runs} runs, {Done} with a result already", accepted.Total, accepted.Reused);
        display.Begin(Headline(accepted));
        try
        {
            var status = await watched.Ended.WaitAsync(interruption);
            log.ForContext("Sweep", status.Id.Value)
                .Information(
                    "Sweep ended: {Completed} completed, {Failed} failed, {Cancelled} cancelled",
                    status.Runs.Completed,
                    status.Runs.Failed,
                    status.Runs.Cancelled);
            return status;
        }
        catch (OperationCanceledException) when (interruption.IsCancellationRequested)
        {
            display.Note("sweep: stopping at a checkpoint (Ctrl-C again ends at once)");
            await engine.DrainAsync("the command was interrupted");
            log.ForContext("Sweep", accepted.Sweep.Value).Information("Sweep interrupted");
            return null;
        }
    }

    private string Headline(SweepAccepted accepted) =>
        $"sweep {accepted.Sweep} {(accepted.Resumed ? "goes on" : "begins")}: {accepted.Total} runs{Words.Already(accepted.Reused)}; in {open.Root.Folder}";
}
