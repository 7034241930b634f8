using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;
using Sweep.Models.Files;
using Sweep.Models.Training;
using Objective = Sweep.Messages.Runs.Objective;

namespace Sweep.GpuNode.Checkpoints;

/// <summary>
/// Keeps checkpoints of runs on disk. One checkpoint is two files: <c>epoch-0007-1a2b3c4d.safetensors</c>, named after its own content, and
/// <c>epoch-0007.json</c>, which names it; it counts from the moment that the JSON has its name, and both are durable by then. May be used
/// from any thread; runs do not wait for each other.
/// </summary>
/// <remarks>
/// Two writers of one run (a node that was believed dead) do each other no harm: their tensors have different names where they differ, and the
/// JSON that comes last wins.
/// </remarks>
public sealed class CheckpointStore
{
    private readonly string root;
    private readonly Action<CheckpointProblem>? report;
    private readonly ImmutableSortedDictionary<string, string> software;

    /// <param name="root">The folder of all checkpoints; created when needed.</param>
    /// <param name="report">Hears which files were passed over and why; called on the thread that loads or saves.</param>
    /// <param name="software">Versions to be noted beside those of the program and the runtime: <c>libtorch</c>.</param>
    public CheckpointStore(string root, Action<CheckpointProblem>? report = null, IEnumerable<KeyValuePair<string, string>>? software = null)
    {
        (this.root, this.report) = (Path.GetFullPath(root), report);
        var program = typeof(CheckpointStore).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        this.software = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
            .Add("sweep", program).Add("runtime", RuntimeInformation.FrameworkDescription).SetItems(software ?? []);
    }

    /// <summary>Writes the state durably, then removes the checkpoints that the policy does not keep.</summary>
    /// <param name="folder">From <see cref="CheckpointFolder"/>.</param>
    /// <exception cref="CheckpointException">It could not be written; what was there before is untouched.</exception>
    public void Save(string folder, RunKey key, LaneState state, CheckpointPolicy policy, Objective objective)
    {
        var path = Path.Combine(root, folder);
        var epoch = state.Epoch.ToString(CultureInfo.InvariantCulture);
        var parts = SafeTensors.Write(state.Tensors, [new("format", "pt"), new("run_key", key.ToString()), new("epoch", epoch)]);
        var sha256 = HashOf(parts);
        var tensors = new TensorFile(CheckpointFile.TensorsName(state.Epoch, sha256), parts.Sum(part => (long)part.Length), sha256);
        var tensorsPath = Path.Combine(path, tensors.File);
        var jsonPath = Path.Combine(path, CheckpointFile.JsonName(state.Epoch));
        var json = CheckpointRecord.Of(key, state, tensors, software).Write();
        var isNew = false;
        try
        {
            DurableFile.CreateFolder(path);
            isNew = !File.Exists(tensorsPath);
            DurableFile.Write(tensorsPath, parts);
            DurableFile.Write(jsonPath, [json]);
            DurableFile.FlushFolder(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (isNew)
            {
                DurableFile.DeleteQuietly(tensorsPath);
            }

            throw new CheckpointException(jsonPath, error);
        }

        RemoveOld(path, state, policy, objective);
    }

    /// <summary>The newest checkpoint that is whole; null when there is none. What is damaged is reported and passed over.</summary>
    public LaneState? LoadLatest(string folder, RunKey key)
    {
        var files = FilesIn(folder);
        foreach (var epoch in Epochs(files).OrderDescending())
        {
            if (Read(folder, key, epoch) is { } found)
            {
                ReportCutOff(files.Where(file => file.Epoch > epoch));
                return found;
            }
        }

        ReportCutOff(files);
        return null;
    }

    /// <summary>The newest checkpoint of a run, wherever it was trained; null when there is none that is whole.</summary>
    /// <param name="taker">The run that needs it: what its own sweep has goes before equals.</param>
    public LaneState? LoadLatest(RunKey key, AssignedRun taker) =>
        CheckpointFolder.All(root, key, taker.Spec.Id.Sweep).Select(folder => LoadLatest(folder, key)).OfType<LaneState>().MaxBy(state => state.Epoch);

    /// <summary>The checkpoint of one epoch; null when it is not there or damaged.</summary>
    public LaneState? Load(string folder, RunKey key, int epoch) =>
        Epochs(FilesIn(folder)).Contains(epoch) ? Read(folder, key, epoch) : null;

    /// <summary>
    /// The files of the newest checkpoint between two epochs, as far as its JSON is whole and its tensors have the length that they must have; null
    /// when there is none. What is damaged is passed over in silence.
    /// </summary>
    internal CheckpointFiles? FindNewest(string folder, RunKey key, int after, int before)
    {
        foreach (var epoch in Epochs(FilesIn(folder)).Where(epoch => epoch > after && epoch < before).OrderDescending())
        {
            try
            {
                var json = File.ReadAllBytes(Path.Combine(root, folder, CheckpointFile.JsonName(epoch)));
                var tensors = ReadRecord(json, key, epoch).Tensors;
                if (new FileInfo(Path.Combine(root, folder, tensors.File)) is { Exists: true } file && file.Length == tensors.Bytes)
                {
                    return new CheckpointFiles(
                        epoch, folder, tensors,
                        new TensorFile(CheckpointFile.JsonName(epoch), json.Length, Convert.ToHexStringLower(SHA256.HashData(json))));
                }
            }
            catch (Exception error) when (error is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
            {
                // There may be an earlier one.
            }
        }

        return null;
    }

    /// <summary>The same, wherever checkpoints of the run may lie.</summary>
    /// <param name="sweep">Whose own ones go before equals.</param>
    internal CheckpointFiles? FindNewest(RunKey key, SweepId sweep, int after, int before) => CheckpointFolder.All(root, key, sweep)
        .Select(folder => FindNewest(folder, key, after, before)).OfType<CheckpointFiles>().MaxBy(found => found.Epoch);

    /// <summary>Removes all but the last checkpoints of a folder: for copies, of which nobody asks for the best.</summary>
    internal void KeepLast(string folder, int count)
    {
        var path = Path.Combine(root, folder);
        try
        {
            var files = CheckpointFile.In(path);
            if (Epochs(files).OrderDescending().Take(count).ToArray() is { Length: > 0 } kept)
            {
                RemoveBefore(files, kept[0], kept.ToHashSet());
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            report?.Invoke(new CheckpointProblem(path, $"keeps checkpoints that are no longer needed: {error.Message}"));
        }
    }

    /// <exception cref="InvalidDataException">It is none of this run and epoch.</exception>
    private static CheckpointRecord ReadRecord(byte[] json, RunKey key, int epoch)
    {
        var record = CheckpointRecord.Read(json);
        if (record.RunKey != key.ToString() || record.Epoch != epoch)
        {
            throw new InvalidDataException($"is the checkpoint of epoch {record.Epoch} of run {record.RunKey}");
        }

        return record.Tensors.File == CheckpointFile.TensorsName(epoch, record.Tensors.Sha256)
            ? record
            : throw new InvalidDataException($"names {record.Tensors.File} as its tensors, which is no name that they can have");
    }

    private LaneState? Read(string folder, RunKey key, int epoch)
    {
        var path = Path.Combine(root, folder, CheckpointFile.JsonName(epoch));
        try
        {
            var record = ReadRecord(File.ReadAllBytes(path), key, epoch);
            path = Path.Combine(root, folder, record.Tensors.File);
            var tensors = File.ReadAllBytes(path);
            if (tensors.LongLength != record.Tensors.Bytes)
            {
                throw new InvalidDataException($"has {tensors.LongLength:N0} bytes, but must have {record.Tensors.Bytes:N0}");
            }

            return Convert.ToHexStringLower(SHA256.HashData(tensors)) == record.Tensors.Sha256
                ? record.ToState(SafeTensors.Read(tensors))
                : throw new InvalidDataException("is not the file that was written: its checksum does not fit");
        }
        catch (FileNotFoundException)
        {
            report?.Invoke(new CheckpointProblem(path, "is missing"));
        }
        catch (Exception error) when (error is InvalidDataException or FormatException)
        {
            report?.Invoke(new CheckpointProblem(path, error.Message));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            report?.Invoke(new CheckpointProblem(path, $"cannot be read: {error.Message}"));
        }

        return null;
    }

    private void RemoveOld(string path, LaneState state, CheckpointPolicy policy, Objective objective)
    {
        try
        {
            var files = CheckpointFile.In(path);
            var kept = CheckpointRanking.Kept(Epochs(files), state.Epoch, state.History, policy, objective);

            RemoveBefore(files, state.Epoch, kept);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            report?.Invoke(new CheckpointProblem(path, $"keeps checkpoints that are no longer needed: {error.Message}"));
        }
    }

    // The JSON goes before its tensors, so that none ever names what is gone. With it goes what killed processes left behind.
    private static void RemoveBefore(IEnumerable<CheckpointFile> files, int epoch, IReadOnlySet<int> kept)
    {
        var old = files.Where(file => file.Epoch < epoch && !kept.Contains(file.Epoch));
        foreach (var file in old.OrderBy(file => file.Part))
        {
            File.Delete(file.Path);
        }
    }

    private void ReportCutOff(IEnumerable<CheckpointFile> files)
    {
        var withJson = Epochs(files);
        foreach (var file in files.Where(file => file.Part == CheckpointPart.Temporary || !withJson.Contains(file.Epoch)))
        {
            report?.Invoke(new CheckpointProblem(file.Path, "was left by a save that did not end"));
        }
    }

    private IReadOnlyList<CheckpointFile> FilesIn(string folder)
    {
        var path = Path.Combine(root, folder);
        try
        {
            return Directory.Exists(path) ? CheckpointFile.In(path) : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            report?.Invoke(new CheckpointProblem(path, $"cannot be read: {error.Message}"));
            return [];
        }
    }

    private static IReadOnlySet<int> Epochs(IEnumerable<CheckpointFile> files) =>
        files.Where(file => file.Part == CheckpointPart.Json).Select(file => file.Epoch).ToHashSet();

    private static string HashOf(IEnumerable<ReadOnlyMemory<byte>> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(part.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>The two files of a checkpoint.</summary>
/// <param name="Folder">Below the root of checkpoints.</param>
internal sealed record CheckpointFiles(int Epoch, string Folder, TensorFile Tensors, TensorFile Json);
