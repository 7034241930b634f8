using Sweep.Cli.Drill;

namespace Sweep.Cli.Tests.Drill;

public sealed class DrillDatabaseTests
{
    [Theory]
    [InlineData("sleep 1000", 0.2, "has not ended after 0.2 s")]
    [InlineData("exit 3", 60, "exit code 3")]
    public async Task A_command_that_fails_or_does_not_end_is_named(string command, double seconds, string reason)
    {
        var failed = await Assert.ThrowsAsync<CommandFailed>(() => DrillDatabase.ShellAsync(command, TimeSpan.FromSeconds(seconds)));

        Assert.Contains($"`{command}` ", failed.Message);
        Assert.Contains(reason, failed.Message);
    }
}
