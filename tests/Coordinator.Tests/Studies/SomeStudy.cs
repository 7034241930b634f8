using System.Text;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Studies;
using Sweep.Messages.Parameters;

namespace Sweep.Coordinator.Tests.Studies;

/// <summary>Small studies for tests.</summary>
public static class SomeStudy
{
    /// <summary>A valid study; what is given replaces its parameters and stands after it.</summary>
    public static string Text(string parameters = "latent: {values: [4, 8]}", string rest = "") => $$"""
        name: small
        dataset: synthetic-digits
        model: dense-autoencoder
        objective: {metric: psnr, goal: maximize}
        epochs: 2
        parameters:
          {{parameters.ReplaceLineEndings("\n  ")}}
        {{rest}}

        """;

    public static Study Parse(string text, params string[] set) =>
        StudyReader.Parse("study.yaml", Encoding.UTF8.GetBytes(text), FakeCatalogue.Catalogue, new StudyOverrides([.. set]));

    public static Study Of(string parameters, string rest = "", params string[] set) => Parse(Text(parameters, rest), set);

    public static Grid GridOf(string parameters, string rest = "", params string[] set) => Grid.From(Of(parameters, rest, set).Grid);

    /// <summary>The values of one hyperparameter over all runs, as text.</summary>
    public static IEnumerable<string> Values(this Grid grid, string parameter) => grid.Cells().Select(cell => cell.Find(parameter)?.ToString() ?? "");

    public static IEnumerable<ParameterSet> Cells(this Grid grid) => Enumerable.Range(0, grid.Count).Select(grid.ParametersAt);
}
