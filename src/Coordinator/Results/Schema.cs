using Microsoft.Data.Sqlite;

namespace Sweep.Coordinator.Results;

/// <summary>
/// The tables of results. They are meant to be read by people too: times are ISO 8601 in UTC, states are words, parameters and metrics
/// are JSON (<c>select run, metrics ->> 'psnr' from results</c>). Every change is a step appended to <see cref="Steps"/>.
/// </summary>
internal static class Schema
{
    /// <summary>Step <c>i</c> leads from version <c>i</c> to <c>i + 1</c>. What was released is never edited.</summary>
    private static readonly string[] Steps =
    [
        $"""
        create table sweeps(
            sweep text not null primary key, name text not null, number integer not null, phase text not null, pause_reason text,
            definition text not null, definition_digest text not null, study text not null, fresh integer not null, priority integer not null,
            objective_metric text not null, objective_goal text not null,
            total integer not null, completed integer not null, failed integer not null, cancelled integer not null,
            created text not null, ended text, digest text, projected integer not null);
        create unique index sweeps_by_name on sweeps(name, number);
        create table results(
            sweep text not null, run integer not null, key text not null, state text not null, params text not null, seed integer,
            metrics text not null, epochs integer not null, seconds real not null, attempts integer not null,
            node text, kind text, failure text, error text, ended text not null, source_sweep text, source_run integer,
            primary key(sweep, run)) {SqlDialect.ByPrimaryKey};
        create index results_by_key on results(key) where state = 'completed';
        create table epochs(
            sweep text not null, run integer not null, attempt integer not null, epoch integer not null,
            metrics text not null, seconds real not null, samples_per_second real not null,
            primary key(sweep, run, attempt, epoch)) {SqlDialect.ByPrimaryKey};
        create table events(
            sweep text not null, time text not null, run integer not null, attempt integer not null, kind text not null, text text not null,
            primary key(sweep, time, run, kind, attempt)) {SqlDialect.ByPrimaryKey};
        create table progress(sweep text not null primary key, updated text not null, progress text not null);
        create table requests(id {SqlDialect.Counter}, sweep text not null, kind text not null, created text not null, handled text);
        """,
    ];

    public static int Newest => Steps.Length;

    /// <summary>Brings the tables to the newest version, all steps or none.</summary>
    /// <exception cref="StoreException">A newer version of this program wrote them.</exception>
    public static void Migrate(SqliteConnection connection, string path)
    {
        using var transaction = connection.BeginTransaction();
        Execute("create table if not exists schema_version(version integer not null)");
        var version = Version(connection);
        RequireKnown(version, path);
        for (; version < Newest; version++)
        {
            Execute(Steps[version]);
        }

        Execute(FormattableString.Invariant($"delete from schema_version; insert into schema_version values ({Newest})"));
        transaction.Commit();

        void Execute(string text)
        {
            using var command = connection.CreateCommand();
            (command.Transaction, command.CommandText) = (transaction, text);
            command.ExecuteNonQuery();
        }
    }

    /// <summary>0 when there are no tables yet.</summary>
    public static int Version(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from sqlite_master where type = 'table' and name = 'schema_version'";
        if ((long)command.ExecuteScalar()! == 0)
        {
            return 0;
        }

        command.CommandText = "select max(version) from schema_version";
        return command.ExecuteScalar() is long version ? checked((int)version) : 0;
    }

    public static void RequireKnown(int version, string path)
    {
        if (version > Newest)
        {
            throw new StoreException(
                StoreFailure.TooNew,
                path,
                $"The store {path} has version {version}, but this program knows versions up to {Newest}. Use the program that wrote it, or a newer one.");
        }
    }
}
