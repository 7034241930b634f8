using System.Text.Json;
using Sweep.Coordinator.Documents;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Documents;

public sealed class DocumentsTests
{
    private static JsonElement Written(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return JsonSerializer.Deserialize<JsonElement>(buffer.ToArray());
    }

    [Fact]
    public void A_status_has_the_shape_that_programs_know()
    {
        var status = new SweepStatus(
            Some.Sweep, "some", SweepPhase.Active, new RunCounts(5, 2, 4, 1, 0), new BestRun(Some.Run(3), "psnr", double.NaN), null);

        Assert.Equal(
            """
            {"id":"some-1","name":"some","state":"active","runs":{"total":12,"waiting":5,"running":2,"completed":4,"failed":1,"cancelled":0},
            "best":{"run":3,"metric":"psnr","value":"NaN"},"digest":null}
            """.ReplaceLineEndings(""),
            Written(json => StatusJson.Write(json, status)).GetRawText());
    }

    [Theory]
    [InlineData(SweepPhase.Active, null)]
    [InlineData(SweepPhase.Completed, "00ff")]
    public void A_status_is_read_back(SweepPhase phase, string? digest)
    {
        var best = digest is null ? null : new BestRun(Some.Run(3), "psnr", 24.01);
        var status = new SweepStatus(Some.Sweep, "some", phase, new RunCounts(5, 2, 4, 1, 3), best, digest);

        Assert.Equal(status, StatusJson.Read(Written(json => StatusJson.Write(json, status))));
    }

    [Fact]
    public void Results_are_read_back_the_failed_with_their_reason()
    {
        foreach (var row in (ResultRow[])[StoreRows.Completed(1, psnr: double.PositiveInfinity), StoreRows.Failed(2)])
        {
            var read = ResultJson.Read(Written(json => ResultJson.Write(json, row)), row.Run.Sweep);

            Assert.Equal(row with { Kind = null }, read);
        }
    }

    [Fact]
    public void A_failed_result_says_why_in_the_words_of_the_table() =>
        Assert.Equal("oom", Written(json => ResultJson.Write(json, StoreRows.Failed(2))).GetProperty("failure").GetString());

    [Fact]
    public void Epochs_are_read_back()
    {
        var row = StoreRows.Epoch(3, 5, attempt: 2, psnr: 1.0 / 3);

        Assert.Equal(row, EpochJson.Read(Written(json => EpochJson.Write(json, row)), row.Run.Sweep));
    }

    [Fact]
    public void A_verification_is_read_back()
    {
        var found = new Verification("00ff", 7, [.. Enum.GetValues<ViolationKind>().Select(kind => new Violation(kind, 3, $"It is {kind}."))]);

        var (verification, kinds) = VerificationJson.Read(Written(json => VerificationJson.Write(json, Some.Sweep, found, ["x64", "arm64"])));

        Assert.Equal((found.Digest, found.Completed), (verification.Digest, verification.Completed));
        Assert.Equal(found.Violations, verification.Violations);
        Assert.Equal(["x64", "arm64"], kinds);
    }

    [Fact]
    public void A_node_is_read_back()
    {
        var node = new ListedNode(Some.Node, "x64", 4, 3, [Some.Lease(7, 2)], TimeSpan.FromSeconds(1.5), "spot reclaim", IsDrained: true);

        var read = NodeJson.Read(Written(json => NodeJson.Write(json, node)));

        Assert.Equal(node with { Running = [] }, read with { Running = [] });
        Assert.Equal(node.Running.AsEnumerable(), read.Running.AsEnumerable());
    }

    [Theory]
    [InlineData(null, false, "ready")]
    [InlineData("spot reclaim", false, "draining")]
    [InlineData("spot reclaim", true, "drained")]
    public void A_node_is_drained_when_it_has_said_so(string? reason, bool isDrained, string state) =>
        Assert.Equal(state, NodeJson.State(new ListedNode(Some.Node, "x64", 4, 3, [], TimeSpan.Zero, reason, isDrained)));

    [Fact]
    public void A_description_is_read_back()
    {
        var about = new SweepDescription(
            Some.Sweep, new Objective("psnr", Goal.Maximize), ["latent", "lr"], ["x64"], Some.Moment, "the disk is full", "name: some\n");

        var read = DescriptionJson.Read(Written(json => DescriptionJson.Write(json, about)));

        Assert.Equal(about with { Varying = read.Varying, Kinds = read.Kinds }, read);
        Assert.Equal(about.Varying, read.Varying);
        Assert.Equal(about.Kinds, read.Kinds);
    }

    [Fact]
    public void A_word_that_is_not_known_is_refused_with_those_that_are()
    {
        var refused = Assert.Throws<FormatException>(() => DocumentWords.Read<SweepPhase>("stopped", DocumentWords.Of));

        Assert.Contains("active, paused, completed, cancelled", refused.Message);
    }
}
