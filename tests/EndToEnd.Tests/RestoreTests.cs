using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Sweep.EndToEnd.Tests.Support;
using Sweep.Postgres;

namespace Sweep.EndToEnd.Tests;

/// <summary>docs/operations.md, Backup and Restore: what was copied while a sweep ran goes on in its place, and ends with the same digest.</summary>
public sealed partial class RestoreTests
{
    // The first run ends before the copy, and no other.
    private const string Study = """
        name: waiting
        dataset: synthetic-digits
        model: gated-noop
        epochs: 10
        objective: {metric: test_loss, goal: minimize}
        parameters: {milliseconds: 100}
        grids:
          - {name: first, parameters: {x: 1}}
          - {name: others, parameters: {x: {values: [2, 3, 4]}, gate_at: 2}}
        """;

    // Three runs end while nobody holds them up, and the next one is in training until the gate is open.
    private const string Kept = """
        name: kept
        dataset: synthetic-digits
        model: gated-noop
        epochs: 10
        objective: {metric: test_loss, goal: minimize}
        parameters: {milliseconds: 100}
        grids:
          - {name: first, parameters: {x: {values: [1, 2, 3]}}}
          - {name: others, parameters: {x: {values: [4, 5]}, gate_at: 2}}
        """;

    // A run may have ended between the line that said the first one and the copy. The journal and the results hear of it one after the other.
    private const string HaveEnded = """
        select max(ended) from (
            select count(*) as ended from results where state = 'completed'
            union all
            select count(*) as ended from journal where manifest = 'run-completed') as counted
        """;

    [Fact]
    public async Task A_dump_of_PostgreSQL_is_restored_and_the_sweep_goes_on()
    {
        var server = PostgresServer.Shared;
        var (connection, restored) = (server.NewDatabase(), server.NewDatabase());
        using var dump = new TemporaryRoot();
        var file = dump.Study("", "sweep.dump");
        string ended;
        using (var before = new Cluster(connection))
        {
            ended = await OneEnded(before);
            server.Run(connection, "pg_dump", "--format", "custom", "--file", file);
        }

        server.Run(restored, "pg_restore", "--exit-on-error", file);
        using var after = new Cluster(restored);
        await GoesOn(after, ended, Convert.ToInt32(PostgresServer.Rows(restored, HaveEnded)[0][0]));
    }

    [Fact]
    public async Task A_backup_of_SQLite_is_restored_and_the_sweep_goes_on()
    {
        using var backup = new TemporaryRoot();
        var file = backup.Study("", "backup.db");
        string ended;
        using (var before = new Cluster())
        {
            ended = await OneEnded(before);
            Backup(Path.Combine(before.Root, "sweep.db"), file);
        }

        using var after = new Cluster();
        Directory.CreateDirectory(after.Root);
        File.Copy(file, Path.Combine(after.Root, "sweep.db"));
        await GoesOn(after, ended, CountEnded(file));
    }

    [Fact]
    public async Task What_a_node_trained_under_an_earlier_database_is_no_result_of_a_sweep_that_has_its_name_in_this_one()
    {
        using var cluster = new Cluster();
        var coordinator = await cluster.Coordinator();
        var node = await cluster.Node("one");
        await cluster.Submit(Same(x: 1));
        await coordinator.Line(line => line.Contains("starts in one/"));

        // It says so before the node has heard it.
        await Moments.Until(() => StoredEpoch.Of(cluster.Root, "same-1").Count > 0);

        await coordinator.Kill();
        foreach (var file in Directory.GetFiles(cluster.Root, "sweep.db*"))
        {
            File.Delete(file);
        }

        cluster.OpenGate();
        await Moments.Until(() => Directory.GetFiles(cluster.Root, "epoch-0010.json", SearchOption.AllDirectories).Length > 0);
        var second = await cluster.Coordinator();
        await cluster.Submit(Same(x: 5));
        await second.Line(line => line.Contains("has ended"));

        var end = await Undisturbed.End(Same(x: 5));
        Assert.Equal(end, await cluster.Verified(end.Sweep));
        Assert.Contains("starts in one/", second.Error);
        Assert.False(node.HasExited);
    }

    [Fact]
    public async Task A_node_that_runs_on_while_an_older_backup_is_restored_goes_on_and_the_sweep_ends_whole()
    {
        using var cluster = new Cluster();
        using var backup = new TemporaryRoot();
        var (file, database) = (backup.Study("", "backup.db"), Path.Combine(cluster.Root, "sweep.db"));
        var coordinator = await cluster.Coordinator();
        var node = await cluster.Node("one");
        await cluster.Submit(Kept);
        await coordinator.Line(line => line.Contains("run 0 attempt 1 completed"));
        Backup(database, file);
        await Moments.Until(() => StoredEpoch.Of(cluster.Root, "kept-1").Any(epoch => epoch.Run == 3));

        await coordinator.Kill();
        File.Delete($"{database}-wal");
        File.Delete($"{database}-shm");
        File.Copy(file, database, overwrite: true);
        var second = await cluster.Coordinator();
        await second.Line(line => line.Contains("Node one is here") && line.Contains("running 1 runs"));
        await cluster.Asked("pause", "kept-1");
        await second.Line(line => line.Contains("run 3 attempt 1 stopped, its checkpoint is of epoch 1"));
        await cluster.Asked("resume", "kept-1");
        cluster.OpenGate();
        await second.Line(line => line.Contains("has ended"));

        // What was in training goes on, and what ended after the backup ends again.
        var end = await Undisturbed.End(Kept);
        Assert.Equal(end, await cluster.Verified(end.Sweep));
        Assert.Equal(end.Total - CountEnded(file), Start().Matches(second.Error).Select(match => match.Value).Distinct().Count());
        Assert.False(node.HasExited);
    }

    private static string Same(int x) => $$"""
        name: same
        dataset: synthetic-digits
        model: gated-noop
        epochs: 10
        objective: {metric: test_loss, goal: minimize}
        parameters: {milliseconds: 20, gate_at: 2, x: {{x}}}
        """;

    // What `.backup` of the shell does.
    private static void Backup(string file, string copy)
    {
        SQLitePCL.Batteries_V2.Init();
        using var from = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        using var to = new SqliteConnection($"Data Source={copy};Pooling=False");
        from.Open();
        to.Open();
        from.BackupDatabase(to);
    }

    /// <returns>The first run that has ended, which is said when the journal has it.</returns>
    private static async Task<string> OneEnded(Cluster cluster)
    {
        var coordinator = await cluster.Coordinator();
        await cluster.Node("one");
        await cluster.Submit(Study);
        return End().Match(await coordinator.Line(line => End().IsMatch(line))).Value;
    }

    private static int CountEnded(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = HaveEnded;
        return Convert.ToInt32(command.ExecuteScalar());
    }

    // Checkpoints were not copied: what was in training begins again, and nothing else does.
    private static async Task GoesOn(Cluster cluster, string ended, int haveEnded)
    {
        var coordinator = await cluster.Coordinator();
        await cluster.Node("one");
        cluster.OpenGate();
        await coordinator.Line(line => line.Contains("has ended"));

        var end = await Undisturbed.End(Study);
        Assert.DoesNotContain(ended, coordinator.Error);
        Assert.InRange(haveEnded, 1, end.Total - 1);
        Assert.Equal(end.Total - haveEnded, Start().Matches(coordinator.Error).Select(match => match.Value).Distinct().Count());
        Assert.Equal(end, await cluster.Verified(end.Sweep));
    }

    [GeneratedRegex(@"run \d+ attempt(?= \d+ starts in)")]
    private static partial Regex Start();

    [GeneratedRegex(@"run \d+ attempt(?= \d+ completed)")]
    private static partial Regex End();
}
