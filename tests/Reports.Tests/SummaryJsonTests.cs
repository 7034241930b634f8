using System.Text.Json;
using Sweep.Messages.Studies;
using Sweep.Reports.Tests.Support;

namespace Sweep.Reports.Tests;

public sealed class SummaryJsonTests
{
    [Fact]
    public void The_summary_has_its_keys_and_no_others()
    {
        var plan = new ReportPlan(
            "dense",
            "",
            "000",
            [],
            [
                new("best", 24.01, "dB", 100, "", RunSelection.All, new Measure("psnr"), Pick.Best, []),
                new("absent", 1, "", 1, "", RunSelection.All, new Measure("accuracy"), Pick.Best, []),
            ],
            [new("rises", "It rises.", "", new ClaimCheck.Monotone(RunSelection.All, ["dataset", "l1"], new Measure("psnr"), "latent", true))]);

        using var document = JsonDocument.Parse(SummaryJson.Write(Some.Input(plan)));

        var root = document.RootElement;
        Assert.Equal(["study", "source", "runs", "checks"], root.EnumerateObject().Select(item => item.Name));
        Assert.Equal(("dense", "000", 36), (root.GetProperty("study").GetString(), root.GetProperty("source").GetString(), root.GetProperty("runs").GetInt32()));
        var checks = root.GetProperty("checks").EnumerateArray().ToList();
        Assert.All(checks, check => Assert.Equal(["name", "published", "measured", "difference", "holds"], check.EnumerateObject().Select(item => item.Name)));
        Assert.Equal(["best", "absent", "rises"], checks.Select(check => check.GetProperty("name").GetString()));
        Assert.True(checks[0].GetProperty("holds").GetBoolean());
        Assert.All(["measured", "difference", "holds"], key => Assert.Equal(JsonValueKind.Null, checks[1].GetProperty(key).ValueKind));
        Assert.Equal((12.0, 12.0), (checks[2].GetProperty("published").GetDouble(), checks[2].GetProperty("measured").GetDouble()));
    }
}
