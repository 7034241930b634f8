using System.Collections.Immutable;
using Akka.Actor;
using Sweep.GpuNode.Checkpoints;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;
using Sweep.Models.DataSets;

namespace Sweep.GpuNode.Files;

/// <summary>
/// Brings what a bundle needs to this machine before it is trained, and says where it was: data sets, the checkpoints of its runs, those of the runs whose
/// encoders they take. A run can begin without its own checkpoint, and the trainer says whether it can do without the rest.
/// </summary>
/// <param name="coordinator">The way to whichever is in charge.</param>
/// <param name="log">Gets one line for each file or data set.</param>
public sealed class Supplies(StorageFolders folders, DataSetLibrary dataSets, ICanTell coordinator, TimeProvider clock, Action<string> log)
{
    // A damaged copy makes way for the one before it.
    private const int Copies = 3;

    private const int Attempts = 3;

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    private readonly CheckpointStore checkpoints = new(folders.Checkpoints);
    private readonly FileFetch fetch = new(coordinator, folders, clock);
    private readonly SemaphoreSlim dataSetTurn = new(1);

    // Under that turn: data sets of which the log has told.
    private readonly HashSet<(string Name, string? Digest)> told = [];

    /// <param name="isShared">Whether the coordinator has the same storage, so that all checkpoints there are can be read here.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="FileFetchException">An encoder may be somewhere, but cannot be had now.</exception>
    public async Task BringAsync(AssignBundle bundle, bool isShared, CancellationToken stop)
    {
        foreach (var run in bundle.Runs)
        {
            stop.ThrowIfCancellationRequested();
            await BringDataSetAsync(run.Spec, stop);
            await BringCheckpointAsync(run, isShared, stop);
            await BringEncoderAsync(run, isShared, stop);
        }
    }

    private async Task BringCheckpointAsync(AssignedRun run, bool isShared, CancellationToken stop)
    {
        var here = checkpoints.LoadLatest(CheckpointFolder.Of(run), run.Spec.Key)?.Epoch ?? 0;

        // What no attempt has trained no node can have, but an earlier sweep may have left it with the coordinator.
        var wanted = new FindCheckpoint(
            run.Spec.Key, run.Spec.Id.Sweep, run.Fresh ? CheckpointScope.Own : CheckpointScope.Shared, here, int.MaxValue,
            Everywhere: here == 0 && run.Attempt > 1);
        try
        {
            await BringAsync(wanted, $"Checkpoint of run {run.Spec.Id}", isShared || here >= run.Spec.Epochs, isShared, stop);
        }
        catch (FileFetchException error)
        {
            log($"Checkpoint of run {run.Spec.Id} could not be fetched: {error.Message}");
        }
    }

    private async Task BringEncoderAsync(AssignedRun run, bool isShared, CancellationToken stop)
    {
        if (run.Spec.Encoder is { } encoder)
        {
            var here = checkpoints.LoadLatest(encoder, run)?.Epoch ?? 0;
            var wanted = new FindCheckpoint(encoder, run.Spec.Id.Sweep, CheckpointScope.Any, here, int.MaxValue, Everywhere: here == 0);
            await BringAsync(wanted, $"Encoder {encoder.ToString()[..8]} for run {run.Spec.Id}", isShared, isShared, stop);
        }
    }

    /// <param name="isEnough">What is here is all that there can be.</param>
    private async Task BringAsync(FindCheckpoint wanted, string what, bool isEnough, bool isShared, CancellationToken stop)
    {
        if ((isEnough ? null : await FetchNewestAsync(wanted, what, stop)) is null && wanted.After > 0)
        {
            log($"{what} epoch {wanted.After} found {(isShared ? "on shared storage" : $"in {folders.Checkpoints}")}");
        }
    }

    /// <returns>Its epoch; null where there is no newer one.</returns>
    /// <exception cref="FileFetchException">There may be one, but it cannot be had now.</exception>
    private async Task<int?> FetchNewestAsync(FindCheckpoint wanted, string what, CancellationToken stop)
    {
        for (var copy = 1; copy <= Copies; copy++)
        {
            var epoch = 0;
            try
            {
                var found = await AskAsync(wanted, stop);
                if (found.Files.IsEmpty)
                {
                    return null;
                }

                epoch = FileFetch.Require(found.Files[0]).Epoch;
                if (epoch <= wanted.After || epoch >= wanted.Before)
                {
                    return null;
                }

                log($"{what} epoch {epoch} fetched from {await FetchAsync(found, stop)}");
                return epoch;
            }
            catch (InvalidDataException damaged)
            {
                log($"{what} epoch {epoch} is passed over: {damaged.Message}");
                wanted = wanted with { Before = epoch };
            }
        }

        return null;
    }

    private async Task BringDataSetAsync(RunSpec run, CancellationToken stop)
    {
        var (name, digest) = (run.DataSet, run.DataSetDigest);
        await dataSetTurn.WaitAsync(stop);
        try
        {
            var isDrawn = digest is null || name == SyntheticDigits.Name;
            if (!isDrawn && !told.Contains((name, digest)) && await BringDataSetAsync(name, digest!, stop) is { } place)
            {
                log($"Data set {name} {place}");
                told.Add((name, digest));
            }
        }
        catch (DataSetException error)
        {
            log($"Data set {name} cannot be had: {error.Message}");
        }
        finally
        {
            dataSetTurn.Release();
        }
    }

    /// <returns>How it came to be here; null where it did not.</returns>
    /// <exception cref="DataSetException">It is damaged, or nobody has it.</exception>
    private async Task<string?> BringDataSetAsync(string name, string digest, CancellationToken stop)
    {
        if (await Task.Run(() => dataSets.Find(name, digest), stop) is { } here)
        {
            return $"found in {here.Folder}";
        }

        if (await FetchDataSetAsync(name, digest, stop) is { } fetched)
        {
            return fetched;
        }

        await Task.Run(() => dataSets.Fetch(name, stop), stop);
        return await Task.Run(() => dataSets.Find(name, digest), stop) is { } downloaded ? $"downloaded to {downloaded.Folder}" : null;
    }

    private async Task<string?> FetchDataSetAsync(string name, string digest, CancellationToken stop)
    {
        try
        {
            var found = await AskAsync(new FindDataSet(name, digest, Everywhere: true), stop);
            if (found.Files.IsEmpty || found.Files.Any(file => FileFetch.Require(file).Folder != $"datasets/{digest}"))
            {
                return null;
            }

            var from = await FetchAsync(found, stop);
            return await Task.Run(() => dataSets.Find(name, digest), stop) is not null
                ? $"fetched from {from}"
                : throw new InvalidDataException("its files are whole, but do not hold what the sweep was submitted with");
        }
        catch (Exception error) when (error is FileFetchException or InvalidDataException)
        {
            log($"Data set {name} could not be fetched from the cluster: {error.Message}");
            return null;
        }
    }

    /// <returns>From whom, how much, and how long it took.</returns>
    private async Task<string> FetchAsync(FilesFound found, CancellationToken stop)
    {
        var since = clock.GetTimestamp();
        var bytes = await fetch.FetchAsync(found.Files, found.Holder, stop);
        var from = found.Holder is { } holder ? $"node {FileFetch.Shortened(holder)}" : "the coordinator";
        var (amount, unit) = bytes < 1_000_000 ? (bytes / 1e3, "kB") : (bytes / 1e6, "MB");
        return FormattableString.Invariant($"{from}, {amount:F1} {unit} in {clock.GetElapsedTime(since).TotalSeconds:F1} s");
    }

    private async Task<FilesFound> AskAsync(object question, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await coordinator.Ask<FilesFound>(question, AnswerLimit, stop);
            }
            catch (AskTimeoutException error)
            {
                if (attempt == Attempts)
                {
                    throw new FileFetchException($"the coordinator was asked {Attempts} times where it is, and did not answer.", error);
                }
            }
        }
    }
}
