using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Sweep.Coordinator.Results;

/// <summary>Where everything is stored, journal and results alike: a SQLite file, or a database of a PostgreSQL server.</summary>
/// <remarks><see cref="ToString"/> names it for people and never shows a secret; the connection strings may contain one.</remarks>
public abstract partial record Database
{
    private Database() { }

    /// <summary>For Microsoft.Data.Sqlite or Npgsql. May contain a password.</summary>
    public abstract string ConnectionString { get; }

    /// <summary>How linq2db, on which Akka.Persistence.Sql is built, calls what is behind the connection string.</summary>
    public abstract string ProviderName { get; }

    /// <summary>Whether the connection string contains a password.</summary>
    public abstract bool HasPassword { get; }

    protected abstract string Name { get; }

    public static Database File(string path) => new SqliteFile(path);

    /// <summary>
    /// Reads the path of a SQLite file, <c>Data Source=FILE</c>, <c>postgresql://USER@HOST:PORT/DATABASE</c>, or the keywords of Npgsql:
    /// <c>Host=HOST;Username=USER;Database=DATABASE</c>.
    /// </summary>
    /// <exception cref="DatabaseException">It is none of these; the message repeats nothing that could be a password.</exception>
    public static Database Parse(string text)
    {
        text = text.Trim();
        if (text.Length == 0)
        {
            throw new DatabaseException($"The database is empty, but must be {Allowed}.");
        }

        try
        {
            return text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
                ? PostgresServer.FromUrl(text)
                : !KeywordAtStart().IsMatch(text) ? new SqliteFile(text) : FromKeywords(text);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or UriFormatException)
        {
            throw new DatabaseException($"The connection to the database cannot be read ({error.Message.TrimEnd('.')}), but must be {Allowed}.");
        }
    }

    public sealed override string ToString() => Name;

    private const string Allowed =
        "the path of a SQLite file, `postgresql://USER@HOST:PORT/DATABASE`, or `Host=HOST;Username=USER;Database=DATABASE`";

    private static Database FromKeywords(string text)
    {
        var words = new DbConnectionStringBuilder { ConnectionString = text };
        return words.ContainsKey("Data Source") || words.ContainsKey("DataSource") || words.ContainsKey("Filename")
            ? new SqliteFile(new SqliteConnectionStringBuilder(text).DataSource)
            : new PostgresServer(new NpgsqlConnectionStringBuilder(text));
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z ]*=")]
    private static partial Regex KeywordAtStart();

    /// <summary>One file, for one process that writes and others on the same machine that read.</summary>
    public sealed record SqliteFile(string Path) : Database
    {
        public override string ConnectionString => new SqliteConnectionStringBuilder { DataSource = Path }.ToString();

        public override string ProviderName => "SQLite.MS";

        public override bool HasPassword => false;

        protected override string Name => Path;
    }

    /// <summary>A database of a server, version 15 or later.</summary>
    public sealed record PostgresServer : Database
    {
        /// <exception cref="ArgumentException">Host or database is missing.</exception>
        public PostgresServer(NpgsqlConnectionStringBuilder settings)
        {
            if (string.IsNullOrEmpty(settings.Host))
            {
                throw new ArgumentException("it names no host");
            }

            if (string.IsNullOrEmpty(settings.Database))
            {
                throw new ArgumentException("it names no database");
            }

            settings.ApplicationName ??= "sweep";
            HasPassword = !string.IsNullOrEmpty(settings.Password);
            ConnectionString = settings.ConnectionString;
            Name = string.Create(CultureInfo.InvariantCulture, $"PostgreSQL database {settings.Database} on {settings.Host}:{settings.Port}");
        }

        public override string ConnectionString { get; }

        public override string ProviderName => "PostgreSQL.15";

        public override bool HasPassword { get; }

        protected override string Name { get; }

        internal static PostgresServer FromUrl(string text)
        {
            if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
            {
                throw new FormatException("it is no URL");
            }

            var user = url.UserInfo.Split(':', 2);
            var settings = new NpgsqlConnectionStringBuilder { Host = url.Host, Database = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/')) };
            settings.Port = url.IsDefaultPort || url.Port < 0 ? NpgsqlConnection.DefaultPort : url.Port;
            settings.Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null;
            settings.Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null;
            foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            {
                var (key, value) = pair.Split('=', 2) is [var left, var right]
                    ? (left, Uri.UnescapeDataString(right))
                    : throw new FormatException($"`{pair}` has no value");
                settings[Keyword(key)] = key == "sslmode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
            }

            return new PostgresServer(settings);
        }

        // The words of libpq that Npgsql spells otherwise.
        private static string Keyword(string word) => word switch
        {
            "sslrootcert" => "Root Certificate",
            "sslcert" => "SSL Certificate",
            "sslkey" => "SSL Key",
            "connect_timeout" => "Timeout",
            "application_name" => "Application Name",
            _ => word.Replace('_', ' '),
        };
    }
}

/// <summary>The connection to the database cannot be read.</summary>
public sealed class DatabaseException(string message) : Exception(message);
