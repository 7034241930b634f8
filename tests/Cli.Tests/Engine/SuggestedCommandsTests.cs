using Sweep.Cli.Engine;
using Sweep.Cli.Tests.Support;

namespace Sweep.Cli.Tests.Engine;

public sealed class SuggestedCommandsTests
{
    private static SuggestedCommands Commands(string root, IEnumerable<string>? libraries = null, params (string Name, string Value)[] variables) =>
        new(root, libraries ?? [], name => variables.FirstOrDefault(variable => variable.Name == name).Value);

    [Fact]
    public void Where_all_is_as_it_is_by_default_nothing_has_to_be_named()
    {
        Assert.Equal("sweep results quickstart-1", Commands("./sweep-data").Results(Some.Sweep));
        Assert.Equal("sweep resume quickstart-1", Commands("./sweep-data").Resume(Some.Sweep));
    }

    [Fact]
    public void They_begin_with_the_command_as_it_was_typed() =>
        Assert.Equal("./sweep results quickstart-1", Commands("./sweep-data", null, ("SWEEP_COMMAND", "./sweep")).Results(Some.Sweep));

    [Theory]
    [InlineData("out/a", "out/a")]
    [InlineData("my runs", "'my runs'")]
    [InlineData("$HOME's", @"'$HOME'\''s'")]
    public void A_root_of_its_own_is_named_as_a_shell_takes_it(string root, string typed) =>
        Assert.Equal($"sweep resume quickstart-1 --root {typed}", Commands(root).Resume(Some.Sweep));

    [Fact]
    public void What_is_resumed_needs_the_models_that_it_began_with() => Assert.Equal(
        "sweep resume quickstart-1 --root out --models models/mine.dll",
        Commands("out", ["--models", "models/mine.dll"]).Resume(Some.Sweep));

    [Theory]
    [InlineData("SWEEP_SERVER", "http://127.0.0.1:4080")]
    [InlineData("SWEEP_ROOT", "/elsewhere")]
    public void Where_the_environment_names_another_place_the_root_is_named_though_it_is_the_default(string variable, string value) =>
        Assert.Equal("sweep results quickstart-1 --root ./sweep-data", Commands("./sweep-data", null, (variable, value)).Results(Some.Sweep));

    [Theory]
    [InlineData("SWEEP_DB", "postgresql://me@db/sweep")]
    [InlineData("SWEEP_DB_FILE", "/run/secrets/connection")]
    public void Where_the_environment_names_a_database_that_of_the_root_is_named(string variable, string value) => Assert.Equal(
        "sweep resume quickstart-1 --root /srv/sweep --db /srv/sweep/sweep.db",
        Commands("/srv/sweep", null, (variable, value)).Resume(Some.Sweep));
}
