using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Akka.Persistence.Sql;

/// <summary>Puts events into the journal; one thread.</summary>
internal abstract class EventInsert : IDisposable
{
    /// <summary>The transaction that what is added belongs to.</summary>
    public abstract DbTransaction? Transaction { set; }

    /// <param name="now">Ticks.</param>
    public abstract void Add(StoredEvent stored, long now);

    /// <summary>All that was added is in the transaction when this returns.</summary>
    public abstract void Flush();

    /// <summary>Forgets what was added and not flushed.</summary>
    public abstract void Clear();

    public abstract void Dispose();
}

/// <summary>One prepared statement for each event: the fastest where the database is in the process.</summary>
internal sealed class PreparedEventInsert : EventInsert
{
    private readonly DbCommand _insert;

    public PreparedEventInsert(DbConnection connection, string insertEvent, string writer)
    {
        _insert = SqlSession.Command(
            connection, insertEvent, ("@created", 0L), ("@deleted", false), ("@persistence_id", string.Empty), ("@sequence_number", 0L),
            ("@message", Array.Empty<byte>()), ("@manifest", string.Empty), ("@identifier", 0), ("@writer_uuid", writer));
        _insert.Prepare();
    }

    public override DbTransaction? Transaction
    {
        set => _insert.Transaction = value;
    }

    public override void Add(StoredEvent stored, long now)
    {
        var values = _insert.Parameters;
        values[0].Value = now;
        values[2].Value = stored.PersistenceId;
        values[3].Value = stored.SequenceNr;
        values[4].Value = stored.Payload;
        values[5].Value = stored.Manifest;
        values[6].Value = stored.Identifier;
        _insert.ExecuteNonQuery();
    }

    public override void Flush()
    {
    }

    public override void Clear()
    {
    }

    public override void Dispose() => _insert.Dispose();
}

/// <summary>One statement for all events of a transaction, each column an array: one way to the server and back.</summary>
internal sealed class UnnestEventInsert : EventInsert
{
    private readonly List<(StoredEvent Stored, long Now)> _added = [];
    private readonly NpgsqlCommand _insert;

    public UnnestEventInsert(NpgsqlConnection connection, string writer)
    {
        _insert = connection.CreateCommand();
        _insert.CommandText = """
            INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
            SELECT given.created, false, given.persistence_id, given.sequence_number, given.message, given.manifest, given.identifier, $7
            FROM unnest($1, $2, $3, $4, $5, $6) WITH ORDINALITY
                AS given(created, persistence_id, sequence_number, message, manifest, identifier, position)
            ORDER BY given.position
            """;
        NpgsqlDbType[] types =
            [NpgsqlDbType.Bigint, NpgsqlDbType.Text, NpgsqlDbType.Bigint, NpgsqlDbType.Bytea, NpgsqlDbType.Text, NpgsqlDbType.Integer];
        foreach (var type in types)
        {
            _insert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type });
        }

        _insert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = writer });
    }

    public override DbTransaction? Transaction
    {
        set => _insert.Transaction = (NpgsqlTransaction?)value;
    }

    public override void Add(StoredEvent stored, long now) => _added.Add((stored, now));

    public override void Flush()
    {
        if (_added.Count == 0)
        {
            return;
        }

        var values = _insert.Parameters;
        values[0].Value = _added.ConvertAll(added => added.Now).ToArray();
        values[1].Value = _added.ConvertAll(added => added.Stored.PersistenceId).ToArray();
        values[2].Value = _added.ConvertAll(added => added.Stored.SequenceNr).ToArray();
        values[3].Value = _added.ConvertAll(added => added.Stored.Payload!).ToArray();
        values[4].Value = _added.ConvertAll(added => added.Stored.Manifest).ToArray();
        values[5].Value = _added.ConvertAll(added => added.Stored.Identifier).ToArray();
        _added.Clear();
        _insert.ExecuteNonQuery();
    }

    public override void Clear() => _added.Clear();

    public override void Dispose() => _insert.Dispose();
}
