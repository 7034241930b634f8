using System.Text.RegularExpressions;
using Sweep.Messages.Progress;
using Sweep.Messages.Studies;
using Sweep.Reports.Page;
using Sweep.Reports.Tests.Support;

namespace Sweep.Reports.Tests.Page;

public sealed partial class ReportPageTests
{
    [Fact]
    public void A_browser_draws_every_chart_without_an_error_in_light_and_dark()
    {
        var page = ReportPage.Write(Some.Input(Some.EveryKindOfFigure()));
        var charts = ChartPattern().Count(page);

        foreach (var isDark in new[] { false, true })
        {
            var (document, console) = Chromium.Open(page, isDark);

            Assert.Equal("", string.Join('\n', console));
            Assert.Contains($"data-drawn=\"{charts}\"", document);
            Assert.DoesNotContain("data-errors", document);
            Assert.Equal(charts, DrawnPattern().Count(document));
        }
    }

    [Fact]
    public void A_browser_draws_the_figures_that_are_chosen_where_a_study_names_none()
    {
        var page = ReportPage.Write(Some.Input());

        var (document, console) = Chromium.Open(page, isDark: false);

        Assert.Equal("", string.Join('\n', console));
        Assert.InRange(ChartPattern().Count(page), 8, 14);
        Assert.Equal(ChartPattern().Count(page), DrawnPattern().Count(document));
        Assert.DoesNotContain("data-errors", document);
    }

    [Fact]
    public void The_browser_of_these_tests_tells_errors()
    {
        var page = ReportPage.Write(Some.Input(withArtifacts: false)).Replace("\"mark\"", "\"shark\"");

        Assert.Contains("data-errors", Chromium.Open(page, isDark: false).Document);
    }

    [Fact]
    public void Every_figure_of_the_study_is_on_the_page_with_its_title()
    {
        var plan = Some.EveryKindOfFigure();

        var page = ReportPage.Write(Some.Input(plan));

        Assert.All(plan.Figures, figure => Assert.Contains($"<h3>{figure.Title}</h3>", page));
        Assert.DoesNotContain("{{", page[..page.IndexOf("<script>", StringComparison.Ordinal)]);
    }

    [Fact]
    public void Classes_have_names_where_their_data_set_names_them()
    {
        var page = ReportPage.Write(Some.Input(Some.EveryKindOfFigure()));

        Assert.Contains("title=\"original, class T-shirt\"", page);
        Assert.Contains("title=\"original, class 0\"", page);
        Assert.Contains("\"class\":\"Trouser\"", page);
    }

    [Fact]
    public void Nothing_is_loaded_from_anywhere()
    {
        var page = ReportPage.Write(Some.Input(Some.EveryKindOfFigure()));

        // The policy binds the libraries too; beside them, nothing even tries.
        Assert.Contains("default-src 'none'", page);
        Assert.DoesNotContain("connect-src", page[..page.IndexOf("<style>", StringComparison.Ordinal)]);
        var own = page[..page.LastIndexOf("</main>", StringComparison.Ordinal)];
        Assert.DoesNotMatch(@"https?://", own);
        Assert.DoesNotMatch(@"<script[^>]+src\s*=|<link\b|@import|url\(", own);
        Assert.DoesNotMatch(@"<(img|iframe|object|embed|source)[^>]+src=""(?!data:)", own);
        Assert.InRange(page.Length, 100_000, 4_000_000);
    }

    [Fact]
    public void Texts_of_a_study_are_texts()
    {
        var input = Some.Input(withArtifacts: false);

        var page = ReportPage.Write(input with { Plan = input.Plan with { Figures = [new StudyFigure(FigureKind.Curves, "</script><script>alert(1)</script>")] } });

        Assert.DoesNotContain("<script>alert(1)", page);
        Assert.DoesNotContain("<markup>", page);
        Assert.Contains("&lt;markup&gt;", page);
    }

    [Fact]
    public void Published_numbers_and_claims_stand_beside_what_was_measured()
    {
        var plan = Some.EveryKindOfFigure() with
        {
            Published =
            [
                new("mnist-best", 23, "dB", 1, "Table 1", Some.Runs(null, Some.Where("dataset", "mnist")), new Measure("psnr"), Pick.Best, []),
                new("never-measured", 0.9, "", 0.1, "Table 2", RunSelection.All, new Measure("accuracy"), Pick.Best, []),
            ],
            Claims =
            [
                new("rises", "PSNR rises with the code.", "Section 4", new ClaimCheck.Monotone(RunSelection.All, ["dataset", "l1"], new Measure("psnr"), "latent", true)),
                new("falls", "PSNR falls with the code.", "Section 5", new ClaimCheck.Monotone(RunSelection.All, ["dataset", "l1"], new Measure("psnr"), "latent", false)),
            ],
        };

        var page = ReportPage.Write(Some.Input(plan));

        Assert.Contains("<td class=\"number\">23 dB ± 1</td><td class=\"number\">22.002 dB</td><td class=\"number\">-0.998 dB</td><td><span class=\"good\">", page.Replace("&#xB1;", "±"));
        Assert.Contains("never-measured", page);
        Assert.Contains("PSNR rises with the code.</td><td class=\"number\">12</td><td class=\"number\">12</td>", page);
        Assert.Contains("<td class=\"number\">12</td><td class=\"number\">0</td>", page);
    }

    [Fact]
    public void Checks_of_an_unfinished_sweep_say_so()
    {
        var input = Some.Input(Some.EveryKindOfFigure() with
        {
            Published = [new("best", 23, "dB", 1, "", RunSelection.All, new Measure("psnr"), Pick.Best, [])],
        });

        Assert.DoesNotContain("the checks tell of those alone", ReportPage.Write(input));
        Assert.Contains("36 of 40 runs have completed: the checks tell of those alone", ReportPage.Write(input with { Counts = new RunCounts(Waiting: 4, Completed: 36) }));
    }

    [Fact]
    public void A_sweep_without_results_has_a_page_too()
    {
        var input = Some.Input() with { Runs = [], Counts = new RunCounts(Waiting: 36) };

        var page = ReportPage.Write(input);

        Assert.Contains("No run has ended.", page);
        Assert.Contains("0 of 36 completed", page);
    }

    [GeneratedRegex("""<div class="chart" data-spec""")]
    private static partial Regex ChartPattern();

    [GeneratedRegex("""<(svg|canvas)[^>]*class="marks""")]
    private static partial Regex DrawnPattern();
}
