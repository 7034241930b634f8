using System.Collections.Immutable;
using Sweep.Messages.Studies;

namespace Sweep.Reports.Checks;

/// <summary>All published numbers and claims of a study, checked.</summary>
public sealed record SweepChecks(ImmutableArray<(PublishedNumber Number, CheckResult Check)> Published, ImmutableArray<(StudyClaim Claim, CheckResult Check)> Claims)
{
    public static SweepChecks Of(ReportInput input)
    {
        var judgement = new Judgement(input.Objective);
        return new SweepChecks(
            [.. input.Plan.Published.Select(number => (number, PublishedCheck.Of(number, input.Runs, judgement)))],
            [.. input.Plan.Claims.Select(claim => (claim, ClaimEvaluation.Of(claim, input.Runs, judgement)))]);
    }

    public IEnumerable<CheckResult> Results => [.. Published.Select(item => item.Check), .. Claims.Select(item => item.Check)];
}
