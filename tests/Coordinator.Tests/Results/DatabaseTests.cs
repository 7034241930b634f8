using Sweep.Coordinator.Results;
using Sweep.Coordinator.Tests.Support;

namespace Sweep.Coordinator.Tests.Results;

public sealed class DatabaseTests
{
    [Theory]
    [InlineData("sweep.db", "sweep.db")]
    [InlineData("/data/a b/sweep.db", "/data/a b/sweep.db")]
    [InlineData("Data Source=/data/sweep.db", "/data/sweep.db")]
    public void Path_is_a_SQLite_file(string text, string path)
    {
        var database = Assert.IsType<Database.SqliteFile>(Database.Parse(text));

        Assert.Equal((path, "SQLite.MS"), (database.Path, database.ProviderName));
    }

    [Theory]
    [InlineData("postgresql://sweep@db.example/sweeps", "PostgreSQL database sweeps on db.example:5432")]
    [InlineData("postgres://sweep:s%40cret@db.example:6543/sweeps?sslmode=require", "PostgreSQL database sweeps on db.example:6543")]
    [InlineData("Host=db.example;Port=6543;Username=sweep;Password=s@cret;Database=sweeps", "PostgreSQL database sweeps on db.example:6543")]
    public void Address_of_a_server_is_PostgreSQL_and_its_name_has_no_secret(string text, string name)
    {
        var database = Assert.IsType<Database.PostgresServer>(Database.Parse(text));

        Assert.Equal(name, database.ToString());
        Assert.StartsWith("PostgreSQL", database.ProviderName, StringComparison.Ordinal);
        Assert.Equal(text.Contains("cret", StringComparison.Ordinal), database.HasPassword);
        Assert.Equal(database.HasPassword, database.ConnectionString.Contains("s@cret", StringComparison.Ordinal));
    }

    [Fact]
    public void Words_of_libpq_in_the_address_are_understood()
    {
        var database = Database.Parse("postgresql://sweep@db.example/sweeps?sslmode=verify-full&sslrootcert=/etc/ca.pem&connect_timeout=3");

        Assert.Contains("SSL Mode=VerifyFull", database.ConnectionString, StringComparison.Ordinal);
        Assert.Contains("Root Certificate=/etc/ca.pem", database.ConnectionString, StringComparison.Ordinal);
        Assert.Contains("Timeout=3", database.ConnectionString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("postgresql://sweep:top-secret@db.example")]
    [InlineData("postgresql://sweep:top-secret@")]
    [InlineData("Host=db.example;Password=top-secret")]
    [InlineData("Host=db.example;Database=sweeps;Pasword=top-secret")]
    [InlineData("Username=sweep;Password=top-secret;Database=sweeps")]
    [InlineData("Host=db.example;Port=top-secret;Database=sweeps")]
    [InlineData("postgresql://sweep:top-secret@db.example/sweeps?sslmode")]
    [InlineData("postgresql://sweep:top-secret@db.example/sweeps?colour=blue")]
    public void What_cannot_be_read_is_refused_without_repeating_a_secret(string text)
    {
        var error = Assert.Throws<DatabaseException>(() => Database.Parse(text));

        Assert.Contains("postgresql://USER@HOST:PORT/DATABASE", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("top-secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Option_wins_over_the_environment_and_the_root_is_last()
    {
        Assert.Equal("given.db", Of("given.db", ("SWEEP_DB", "other.db")).ToString());
        Assert.Equal("other.db", Of(null, ("SWEEP_DB", "other.db")).ToString());
        Assert.Equal("own.db", Of(null).ToString());
        Assert.Equal("own.db", Of(null, ("SWEEP_DB", " ")).ToString());
    }

    [Fact]
    public void File_of_a_secret_is_read()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["db"], "postgresql://sweep:top-secret@db.example/sweeps\n");

        Assert.True(Of(null, ("SWEEP_DB_FILE", folder["db"])).HasPassword);
    }

    [Fact]
    public void File_of_a_secret_that_is_not_there_is_told()
    {
        var error = Assert.Throws<DatabaseException>(() => Of(null, ("SWEEP_DB_FILE", "/nowhere/db")));

        Assert.Contains("/nowhere/db", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Password_on_the_command_line_is_refused_and_not_repeated()
    {
        var error = Assert.Throws<DatabaseException>(() => Of("postgresql://sweep:top-secret@db.example/sweeps"));

        Assert.Contains("SWEEP_DB_FILE", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("top-secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_variables_at_once_are_refused() =>
        Assert.Throws<DatabaseException>(() => Of(null, ("SWEEP_DB", "a.db"), ("SWEEP_DB_FILE", "/run/secrets/db")));

    private static Database Of(string? option, params (string Name, string Value)[] environment) =>
        DatabaseChoice.Of(option, "own.db", name => environment.FirstOrDefault(variable => variable.Name == name).Value);
}
