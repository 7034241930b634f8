using System.Text.Json;
using Sweep.Cli.Tests.Support;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Roots;
using Sweep.GpuNode.Artifacts;
using Sweep.Messages.Artifacts;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Tests.Commands;

public sealed class ReportCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Root => Path.Combine(folder.Path, "root");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_report_has_its_page_its_summary_and_its_numbers()
    {
        await Ran(SomeStudy.Text + """

            published: [{name: best, value: 1000, tolerance: 1, pick: best, source: Table 1}]
            claims: [{name: x-matters, says: The larger x is the better., check: {kind: rises, along: x}}]
            """);
        var (page, summary, csv) = (File("out/report.html"), File("out/summary.json"), File("out/results.csv"));

        var run = await CommandRun.Of("report", "small-1", "--root", Root, "-o", page, "--summary", summary, "--csv", csv);

        Assert.Equal((0, ""), (run.ExitCode, run.Out));
        Assert.Equal(3, run.Error.Split('\n').Count(line => line.StartsWith("wrote ", StringComparison.Ordinal)));
        Assert.Contains("4 of 4 completed", await System.IO.File.ReadAllTextAsync(page));
        using var checks = JsonDocument.Parse(await System.IO.File.ReadAllTextAsync(summary));
        Assert.Equal(["best", "x-matters"], checks.RootElement.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()));
        Assert.False(checks.RootElement.GetProperty("checks")[0].GetProperty("holds").GetBoolean());
        Assert.Equal(5, (await System.IO.File.ReadAllLinesAsync(csv)).Length);
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(folder.Path, "out")), file => file.EndsWith(".part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Checks_that_a_study_got_since_then_are_made_without_running_it_again()
    {
        await Ran(SomeStudy.Text);
        var (study, summary) = (File("later.yaml"), File("summary.json"));
        await System.IO.File.WriteAllTextAsync(study, SomeStudy.Text + "\npublished: [{name: best, value: 1000, pick: best}]\n");

        var run = await CommandRun.Of("report", "small-1", "--root", Root, "--summary", summary, "--study", study);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("\"best\"", await System.IO.File.ReadAllTextAsync(summary));
    }

    [Fact]
    public async Task Checks_of_another_study_are_refused()
    {
        await Ran(SomeStudy.Text);
        var study = File("other.yaml");
        await System.IO.File.WriteAllTextAsync(study, SomeStudy.Text.Replace("name: small", "name: other"));

        var run = await CommandRun.Of("report", "small-1", "--root", Root, "--summary", File("summary.json"), "--study", study);

        Assert.Equal(ExitCode.BadUsage, run.ExitCode);
        Assert.Contains("is the study other, but small-1 is a sweep of small", run.Error);
        Assert.False(System.IO.File.Exists(File("summary.json")));
    }

    [Fact]
    public async Task Checks_of_a_study_whose_name_begins_alike_are_refused()
    {
        await Ran(SomeStudy.Text.Replace("name: small", "name: small-too"));
        var study = folder.Write("small.yaml", SomeStudy.Text);

        var run = await CommandRun.Of("report", "small-too-1", "--root", Root, "--summary", File("summary.json"), "--study", study);

        Assert.Equal(ExitCode.BadUsage, run.ExitCode);
        Assert.Contains("is the study small, but small-too-1 is a sweep of small-too", run.Error);
    }

    [Theory]
    [InlineData("name: [small", "small.yaml:2:")]
    [InlineData(null, "missing.yaml")]
    public async Task A_file_that_is_no_study_is_bad_usage(string? text, string named)
    {
        await Ran(SomeStudy.Text);
        var study = text is null ? File("missing.yaml") : folder.Write("small.yaml", text);

        var run = await CommandRun.Of("report", "small-1", "--root", Root, "--summary", File("summary.json"), "--study", study);

        Assert.Equal(ExitCode.BadUsage, run.ExitCode);
        Assert.Contains(named, run.Error);
    }

    [Fact]
    public async Task Figures_that_a_report_chooses_show_the_best_run_wherever_it_is_in_the_grid()
    {
        // More runs than are looked into for what there is to show, the best of them last.
        await Ran(SomeStudy.Text.Replace("[0.001, 0.01]", $"[{string.Join(", ", Enumerable.Range(0, 25).Select(i => 25 - i))}]").Replace("seeds: [0, 1]", ""));
        using (var store = ResultsStore.OpenForReading(SweepRoot.At(Root).Database))
        {
            var artifacts = new ArtifactStore(SweepRoot.At(Root).Artifacts);
            foreach (var result in store.Results(new SweepId("small-1")))
            {
                artifacts.Keep(result.Run, result.Key, () => new TestArtifacts(2, 2, [7])
                {
                    Originals = [0, 80, 160, 240],
                    Reconstructions = [10, 90, 150, 230],
                    Errors = [0.01f, 0.02f, 0.04f],
                });
            }
        }

        var run = await CommandRun.Of("report", "small-1", "--root", Root, "-o", File("report.html"));

        Assert.True(run.ExitCode == 0, run.Error);
        var page = await System.IO.File.ReadAllTextAsync(File("report.html"));
        Assert.Equal(2, page.Split("<section><h4>").Length - 1);
        Assert.DoesNotContain("The runs have left none of what this shows", page);
    }

    [Fact]
    public async Task The_database_may_lie_elsewhere_than_the_root()
    {
        await Ran(SomeStudy.Text);

        var run = await CommandRun.Of("report", "small-1", "--root", File("elsewhere"), "--db", Path.Combine(Root, "sweep.db"), "--csv", File("results.csv"));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(5, (await System.IO.File.ReadAllLinesAsync(File("results.csv"))).Length);
    }

    [Fact]
    public async Task A_report_needs_a_file_to_write_to()
    {
        await Ran(SomeStudy.Text);

        var run = await CommandRun.Of("report", "small-1", "--root", Root);

        Assert.Equal(ExitCode.BadUsage, run.ExitCode);
        Assert.Contains("-o FILE.html", run.Error);
    }

    [Fact]
    public async Task An_unknown_sweep_is_refused_with_those_there_are()
    {
        await Ran(SomeStudy.Text);

        var run = await CommandRun.Of("report", "smal-1", "--root", Root, "-o", File("report.html"));

        Assert.Equal(ExitCode.BadUsage, run.ExitCode);
        Assert.Contains("small-1", run.Error);
        Assert.False(System.IO.File.Exists(File("report.html")));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_told()
    {
        await Ran(SomeStudy.Text);
        Directory.CreateDirectory(File("report.html"));

        var run = await CommandRun.Of("report", "small-1", "--root", Root, "-o", File("report.html"));

        Assert.Equal(ExitCode.Infrastructure, run.ExitCode);
        Assert.Contains("cannot be written", run.Error);
        Assert.False(System.IO.File.Exists(File("report.html.part")));
    }

    private async Task Ran(string study)
    {
        var run = await CommandRun.Of("run", folder.Write("small.yaml", study), "--root", Root, "--slots", "1");
        Assert.Equal(0, run.ExitCode);
    }

    private string File(string name) => Path.Combine(folder.Path, name);
}
