using System.Data.Common;
using System.Globalization;

namespace Sweep.Coordinator.Results;

/// <summary>
/// The tables of results. They are meant to be read by people too: times are ISO 8601 in UTC, states are words, parameters and metrics
/// are JSON (<c>select run, metrics ->> 'psnr' from results</c>). Every change is a step appended to <see cref="Steps"/>. The journal lies beside
/// them, in tables of the actor library's own.
/// </summary>
internal static class Schema
{
    /// <summary>Step <c>i</c> leads from version <c>i</c> to <c>i + 1</c>. What was released is never edited.</summary>
    private static readonly Func<SqlDialect, string>[] Steps =
    [
        sql => $"""
        create table sweeps(
            sweep {sql.Text} not null primary key, name {sql.Text} not null, number integer not null, phase {sql.Text} not null, pause_reason {sql.Text},
            definition {sql.Text} not null, definition_digest {sql.Text} not null, study {sql.Text} not null, fresh integer not null, priority integer not null,
            objective_metric {sql.Text} not null, objective_goal {sql.Text} not null,
            total integer not null, completed integer not null, failed integer not null, cancelled integer not null,
            created {sql.Text} not null, ended {sql.Text}, digest {sql.Text}, projected bigint not null);
        create unique index sweeps_by_name on sweeps(name, number);
        create table results(
            sweep {sql.Text} not null, run integer not null, key {sql.Text} not null, state {sql.Text} not null, params {sql.Json} not null, seed bigint,
            metrics {sql.Json} not null, epochs integer not null, seconds double precision not null, attempts integer not null,
            node {sql.Text}, kind {sql.Text}, failure {sql.Text}, error {sql.Text}, ended {sql.Text} not null, source_sweep {sql.Text}, source_run integer,
            primary key(sweep, run)) {sql.ByPrimaryKey};
        create index results_by_key on results(key) where state = 'completed';
        create table epochs(
            sweep {sql.Text} not null, run integer not null, attempt integer not null, epoch integer not null,
            metrics {sql.Json} not null, seconds double precision not null, samples_per_second double precision not null,
            primary key(sweep, run, attempt, epoch)) {sql.ByPrimaryKey};
        create table events(
            sweep {sql.Text} not null, time {sql.Text} not null, run integer not null, attempt integer not null,
            kind {sql.Text} not null, text {sql.Text} not null,
            primary key(sweep, time, run, kind, attempt)) {sql.ByPrimaryKey};
        create table progress(sweep {sql.Text} not null primary key, updated {sql.Text} not null, progress {sql.Text} not null);
        create table requests(id {sql.Counter}, sweep {sql.Text} not null, kind {sql.Text} not null, created {sql.Text} not null, handled {sql.Text});
        """,
        sql => $"""
        create table if not exists leases(
            name {sql.Text} not null primary key, holder {sql.Text} not null, token bigint not null, expires bigint not null);
        """,

        // Whoever follows the history does so by number: times are by the clocks of several machines.
        sql => $"""
        alter table events rename to events_by_time;
        create table events(
            number {sql.Counter}, sweep {sql.Text} not null, time {sql.Text} not null, run integer not null, attempt integer not null,
            kind {sql.Text} not null, text {sql.Text} not null,
            unique(sweep, time, run, kind, attempt));
        insert into events(sweep, time, run, attempt, kind, text)
            select sweep, time, run, attempt, kind, text from events_by_time order by time, run, attempt;
        drop table events_by_time;
        create index events_by_sweep on events(sweep, number);
        """,
    ];

    public static int Newest => Steps.Length;

    /// <summary>Brings the tables to the newest version, all steps or none.</summary>
    /// <exception cref="StoreException">A newer version of this program wrote them.</exception>
    public static void Migrate(SqlDialect dialect, DbConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        if (dialect.LockSchema is { } locking)
        {
            Execute(locking);
        }

        Execute("create table if not exists schema_version(version integer not null)");
        var version = Version(dialect, connection, transaction);
        RequireKnown(version, dialect.Database);
        for (; version < Newest; version++)
        {
            Execute(Steps[version](dialect));
        }

        Execute(FormattableString.Invariant($"delete from schema_version; insert into schema_version values ({Newest})"));
        transaction.Commit();

        void Execute(string text)
        {
            using var command = connection.Command(text);
            command.Transaction = transaction;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>0 when there are no tables yet.</summary>
    public static int Version(SqlDialect dialect, DbConnection connection, DbTransaction? transaction = null)
    {
        using var exists = connection.Command(dialect.TableExists, ("@name", "schema_version"));
        exists.Transaction = transaction;
        if ((long)exists.ExecuteScalar()! == 0)
        {
            return 0;
        }

        using var newest = connection.Command("select coalesce(max(version), 0) from schema_version");
        newest.Transaction = transaction;
        return Convert.ToInt32(newest.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public static void RequireKnown(int version, Database database)
    {
        if (version > Newest)
        {
            throw new StoreException(
                StoreFailure.TooNew,
                $"The store {database} has version {version}, but this program knows versions up to {Newest}. Use the program that wrote it, or a newer one.");
        }
    }
}
