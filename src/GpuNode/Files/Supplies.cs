using System.Collections.Concurrent;
using Akka.Actor;
using Sweep.GpuNode.Checkpoints;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;
using Sweep.Models.DataSets;

namespace Sweep.GpuNode.Files;

/// <summary>
/// Brings what a bundle needs to this machine before it is trained, and says where it was: data sets, the checkpoints of its runs, those of the runs whose
/// encoders they take. A run can begin without its own checkpoint; for the rest it waits, as <see cref="SupplyWait"/> says, and what it then still lacks
/// the trainer tells.
/// </summary>
/// <param name="coordinator">The way to whichever is in charge.</param>
/// <param name="log">Gets one line for each file or data set.</param>
public sealed class Supplies(StorageFolders folders, DataSetLibrary dataSets, ICanTell coordinator, TimeProvider clock, Action<string> log)
{
    // A damaged copy makes way for the one before it.
    private const int Copies = 3;

    private readonly CheckpointStore checkpoints = new(folders.Checkpoints);
    private readonly AskAgain ask = new(coordinator, clock);
    private readonly FileFetch fetch = new(new AskAgain(coordinator, clock), folders);

    // By digest: slots that need the same data set bring it once.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> turns = [];

    // Data sets that are here, and of which the log has told.
    private readonly ConcurrentDictionary<(string Name, string Digest), bool> told = [];

    // Folders that are not there, and of which the log has told.
    private readonly ConcurrentDictionary<string, bool> toldMissing = [];

    /// <param name="isShared">Whether the coordinator has the same storage, so that all checkpoints there are can be read here.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task BringAsync(AssignBundle bundle, bool isShared, CancellationToken stop)
    {
        foreach (var run in bundle.Runs)
        {
            stop.ThrowIfCancellationRequested();
            if (run.Spec is { DataSetDigest: { } digest, DataSet: { } name } && name != SyntheticDigits.Name)
            {
                TellOfMissingFolder();
                await WaitForAsync($"Data set {name}", () => BringDataSetAsync(name, digest, stop), stop);
            }

            await BringCheckpointAsync(run, isShared, stop);
            if (run.Spec.Encoder is { } encoder)
            {
                var what = $"Encoder {encoder.ToString()[..8]} for run {run.Spec.Id}";
                await WaitForAsync(what, () => BringEncoderAsync(encoder, run, what, isShared, stop), stop);
            }
        }
    }

    private async Task WaitForAsync(string what, Func<Task<Lack?>> bring, CancellationToken stop)
    {
        var (wait, since) = (new SupplyWait(), clock.GetTimestamp());
        while (await bring() is { } lack)
        {
            if (!wait.Note(lack.IsNowhere, clock.GetElapsedTime(since)))
            {
                log($"{what} is no longer waited for: {lack.Reason}");
                return;
            }

            if (wait.IsTold)
            {
                log($"{what} is waited for: {lack.Reason}");
            }

            await Task.Delay(wait.Delay, clock, stop);
        }
    }

    private async Task BringCheckpointAsync(AssignedRun run, bool isShared, CancellationToken stop)
    {
        var what = $"Checkpoint of run {run.Spec.Id}";
        var here = checkpoints.LoadLatest(CheckpointFolder.Of(run), run.Spec.Key)?.Epoch ?? 0;

        // What no attempt has trained no node can have, but an earlier sweep may have left it with the coordinator.
        var wanted = new FindCheckpoint(
            run.Spec.Key, run.Spec.Id.Sweep, run.Fresh ? CheckpointScope.Own : CheckpointScope.Shared, here, int.MaxValue, Everywhere: run.Attempt > 1);
        try
        {
            var isEnough = isShared || here >= run.Spec.Epochs;
            if ((isEnough || (await FetchNewestAsync(wanted, what, stop)).Epoch is null) && here > 0)
            {
                TellOfCheckpoint(what, here, isShared);
            }
        }
        catch (FileFetchException error)
        {
            log($"{what} could not be fetched: {error.Message}");
        }
    }

    /// <returns>Why it is not here; null when it is.</returns>
    private async Task<Lack?> BringEncoderAsync(RunKey encoder, AssignedRun run, string what, bool isShared, CancellationToken stop)
    {
        var here = checkpoints.LoadLatest(encoder, run);
        if (here is { IsComplete: true })
        {
            TellOfCheckpoint(what, here.Epoch, isShared);
            return null;
        }

        try
        {
            var wanted = new FindCheckpoint(encoder, run.Spec.Id.Sweep, CheckpointScope.Any, here?.Epoch ?? 0, int.MaxValue, Everywhere: true);
            var found = await FetchNewestAsync(wanted, what, stop);
            return found.Epoch is not null && checkpoints.LoadLatest(encoder, run) is { IsComplete: true }
                ? null
                : Missing("nobody has it, trained to its end", found.IsPartial);
        }
        catch (FileFetchException error)
        {
            return new Lack(error.Message, IsNowhere: false);
        }
    }

    private void TellOfCheckpoint(string what, int epoch, bool isShared) =>
        log($"{what} epoch {epoch} found {(isShared ? "on shared storage" : $"in {folders.Checkpoints}")}");

    /// <returns>Its epoch, null where there is no newer one; and whether there may be one nonetheless.</returns>
    /// <exception cref="FileFetchException">There may be one, but it cannot be had now.</exception>
    private async Task<(int? Epoch, bool IsPartial)> FetchNewestAsync(FindCheckpoint wanted, string what, CancellationToken stop)
    {
        var isPartial = false;
        for (var copy = 1; copy <= Copies; copy++)
        {
            var found = await ask.AskAsync<FilesFound>(wanted, what, stop);
            isPartial |= found.IsPartial;
            var epoch = found.Files.IsEmpty ? 0 : FileFetch.Require(found.Files[0]).Epoch;
            if (epoch <= wanted.After || epoch >= wanted.Before)
            {
                break;
            }

            try
            {
                log($"{what} epoch {epoch} fetched from {await FetchAsync(found, stop)}");
                return (epoch, isPartial);
            }
            catch (InvalidDataException damaged)
            {
                log($"{what} epoch {epoch} is passed over: {damaged.Message}");
                wanted = wanted with { Before = epoch };
            }
        }

        return (null, isPartial);
    }

    private void TellOfMissingFolder()
    {
        if (dataSets.MissingFolder is { } missing && toldMissing.TryAdd(missing, true))
        {
            log($"Data sets are taken from elsewhere: there is no folder {missing}, which --datasets or {DataSetOptions.FolderVariable} names");
        }
    }

    /// <returns>Why it is not here; null when it is, or when what is here is wrong.</returns>
    private async Task<Lack?> BringDataSetAsync(string name, string digest, CancellationToken stop)
    {
        var turn = turns.GetOrAdd(digest, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(stop);
        try
        {
            return told.ContainsKey((name, digest)) || await IsHereAsync(name, digest, folder => $"found in {folder}", stop) ? null
                : await FetchDataSetAsync(name, digest, stop) is not { } lack ? null
                : await DownloadAsync(name, digest, lack, stop);
        }
        catch (DataSetException error)
        {
            log($"Data set {name} is damaged here and looked for elsewhere: {error.Message}");
            if (await FetchDataSetAsync(name, digest, stop) is { } lack)
            {
                log($"Data set {name} cannot be had: {lack.Reason}");
            }

            return null;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<Lack?> FetchDataSetAsync(string name, string digest, CancellationToken stop)
    {
        try
        {
            var found = await ask.AskAsync<FilesFound>(new FindDataSet(name, digest, Everywhere: true), $"Data set {name}", stop);
            if (found.Files.IsEmpty || found.Files.Any(file => FileFetch.Require(file).Folder != $"datasets/{digest}"))
            {
                return Missing("nobody in the cluster has it", found.IsPartial);
            }

            var from = await FetchAsync(found, stop);
            return await IsHereAsync(name, digest, _ => $"fetched from {from}", stop)
                ? null
                : new Lack("its files came whole, but do not hold what the sweep was submitted with", IsNowhere: true);
        }
        catch (Exception error) when (error is FileFetchException or InvalidDataException)
        {
            return new Lack(error.Message, IsNowhere: false);
        }
    }

    private async Task<Lack?> DownloadAsync(string name, string digest, Lack lack, CancellationToken stop)
    {
        try
        {
            await Task.Run(() => dataSets.Fetch(name, stop), stop);
        }
        catch (DataSetException error)
        {
            return lack with { Reason = $"{lack.Reason}; {error.Message}" };
        }

        return await IsHereAsync(name, digest, folder => $"downloaded to {folder}", stop) ? null : lack;
    }

    /// <param name="place">Says of the folder in which it is how it came to be there.</param>
    /// <exception cref="DataSetException">What lies where the user said is damaged.</exception>
    private async Task<bool> IsHereAsync(string name, string digest, Func<string, string> place, CancellationToken stop)
    {
        if (await Task.Run(() => dataSets.Find(name, digest), stop) is not { } here)
        {
            return false;
        }

        told[(name, digest)] = true;
        log($"Data set {name} {place(here.Folder)}");
        return true;
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

    private static Lack Missing(string nowhere, bool isPartial) => new(isPartial ? "not all who may have it have answered" : nowhere, IsNowhere: !isPartial);

    /// <param name="IsNowhere">All who may have it were heard, and none has.</param>
    private sealed record Lack(string Reason, bool IsNowhere);
}
