using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Sweep.Cli.Engine;
using Sweep.Cli.Output;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Roots;
using Sweep.GpuNode.Nodes;
using Sweep.Models.DataSets;
using TorchSharp;

namespace Sweep.Cli.Doctor;

/// <summary>What this machine has.</summary>
public static class Examination
{
    /// <param name="root">Where sweeps would be kept.</param>
    public static IEnumerable<Finding> Of(string root)
    {
        yield return new Finding(
            "Sweep", $"{typeof(Examination).Assembly.GetName().Version?.ToString(3)} on .NET {Environment.Version}, {RuntimeInformation.OSDescription.Trim()}");
        yield return new Finding("stack", Stack());
        yield return new Finding("Akka", Version(typeof(Akka.Actor.ActorSystem)));
        yield return new Finding("TorchSharp", Version(typeof(torch)));
        yield return Guarded("libtorch", () => torch.__version__, "apt-get install -y libtorch-dev libopenblas0-pthread");
        yield return Guarded("SQLite", SqliteVersion, "apt-get install -y libsqlite3-0");
        yield return Guarded("node kind", NodeKind.Detect, null);
        yield return new Finding("processor", $"{CpuCores.Count()} cores, {Environment.ProcessorCount} threads; slots by default: {CpuCores.Count()}");
        yield return Threads();
        yield return Guarded("GPUs", Gpus, null);
        yield return Product();
        foreach (var dataSet in DataSets())
        {
            yield return dataSet;
        }

        yield return Disk(root);
    }

    // The compat libraries carry Sweep's version; the real ones their own.
    private static string Stack() => typeof(torch).Assembly.GetName().Version == typeof(Examination).Assembly.GetName().Version ? "Compat" : "NuGet";

    private static string Version(Type type) => type.Assembly.GetName() is var name ? $"{name.Name} {name.Version?.ToString(3)}" : "";

    private static string SqliteVersion()
    {
        SystemSqlite.Use();
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return connection.ServerVersion;
    }

    private static string Gpus() => (File.Exists("/dev/nvidiactl"), torch.cuda.is_available()) switch
    {
        (_, true) => $"{torch.cuda.device_count()}",
        (true, false) => "the driver is there, but this libtorch has no CUDA: set SWEEP_LIBTORCH to one that has",
        _ => "none",
    };

    private static Finding Threads() => Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is "1"
        ? new Finding("threads", "1 for each slot")
        : new Finding("threads", "OMP_NUM_THREADS is not 1: slots compete for cores", "start with ./sweep, or export OMP_NUM_THREADS=1");

    private static Finding Product()
    {
        try
        {
            using var matrix = torch.ones(64, 64);
            using var product = matrix.matmul(matrix);
            return OperatingSystem.IsLinux() ? Blas.Find(BlasLibrary.Loaded()) : new Finding("BLAS", "unknown on this system");
        }
        catch (Exception error)
        {
            return new Finding("BLAS", $"a product cannot be computed: {error.Message}", "see libtorch above");
        }
    }

    private static IEnumerable<Finding> DataSets()
    {
        foreach (var set in PublicDataSet.All)
        {
            yield return Guarded($"data set {set.Name}", () => PlaceOf(set), $"correct or unset {DataSetOptions.MirrorsVariable}");
        }

        yield return new Finding("data set synthetic-digits", "drawn by the program");
    }

    private static string PlaceOf(PublicDataSet set)
    {
        var options = DataSetOptions.From(null, Environment.GetEnvironmentVariable);
        var places = new[] { options.Folder, options.Cache }.OfType<string>().Select(folder => Path.Combine(folder, set.Name));
        return places.FirstOrDefault(Directory.Exists) ?? "not here; downloaded when first needed";
    }

    private static Finding Disk(string root)
    {
        var folder = SweepRoot.At(root).Folder;
        for (var existing = folder; existing is not null; existing = Path.GetDirectoryName(existing))
        {
            if (Directory.Exists(existing))
            {
                var free = new DriveInfo(existing).AvailableFreeSpace;
                return new Finding("root", $"{folder}, {Tables.Bytes(free)} free", free < 1e9 ? "make room: checkpoints need it" : null);
            }
        }

        return new Finding("root", $"{folder}: no such drive", "name another with --root");
    }

    private static Finding Guarded(string name, Func<string> look, string? remedy)
    {
        try
        {
            return new Finding(name, look());
        }
        catch (Exception error)
        {
            return new Finding(
                name,
                $"does not work: {(error.InnerException ?? error).Message.Split('\n')[0].Trim()}",
                remedy ?? "run ./sweep once more: it sets up what is missing");
        }
    }
}
