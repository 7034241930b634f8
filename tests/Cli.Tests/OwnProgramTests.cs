namespace Sweep.Cli.Tests;

public sealed class OwnProgramTests
{
    [Theory]
    [InlineData("/opt/sweep/sweep", "/opt/sweep/sweep.dll", "/opt/sweep/sweep")]
    [InlineData("/opt/sweep/sweep", "", "/opt/sweep/sweep")]
    [InlineData("/usr/share/dotnet/dotnet", "/opt/sweep/sweep.dll", "/usr/share/dotnet/dotnet /opt/sweep/sweep.dll")]
    [InlineData("/usr/bin/testhost", "/tests/sweep.dll", "dotnet /tests/sweep.dll")]
    public void This_program_is_started_as_it_was_started(string process, string assembly, string command) =>
        Assert.Equal(command, string.Join(' ', OwnProgram.Of(process, assembly)));
}
