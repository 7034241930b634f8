using System.Collections.Immutable;

namespace Sweep.Messages.Studies;

/// <summary>A figure that the report of a study shows.</summary>
/// <param name="Title">Empty when the report is to find one.</param>
public sealed record StudyFigure(FigureKind Kind, string Title)
{
    public RunSelection Runs { get; init; } = RunSelection.All;

    /// <summary>What is drawn; empty for what suits the kind, which is mostly the sweep's objective.</summary>
    public ImmutableArray<string> Metrics { get; init; } = [];

    /// <summary>The hyperparameter along the horizontal axis; null for the first that varies.</summary>
    public string? X { get; init; }

    /// <summary>The hyperparameter whose values have a line, or a bar, each; null for none.</summary>
    public string? Lines { get; init; }

    /// <summary>The hyperparameter whose values have a panel each; null for one panel.</summary>
    public string? Panels { get; init; }

    /// <summary>Which of the runs that belong to one line and point, judged by the sweep's objective.</summary>
    public Pick Pick { get; init; } = Pick.All;

    /// <summary>The horizontal axis is logarithmic; null for as it suits the values.</summary>
    public bool? IsLogarithmic { get; init; }

    /// <summary>Of images: <c>original</c>, <c>noisy</c>, <c>reconstructed</c>.</summary>
    public ImmutableArray<string> Rows { get; init; } = [];

    /// <summary>Images in a row.</summary>
    public int Columns { get; init; } = 10;

    /// <summary>How latent codes come to have two dimensions.</summary>
    public Projection Projection { get; init; } = Projection.PrincipalComponents;
}

public enum FigureKind
{
    /// <summary>Metrics over epochs.</summary>
    Curves,

    /// <summary>A metric against a hyperparameter.</summary>
    Line,

    /// <summary>A metric by cell.</summary>
    Bars,

    /// <summary>The best and the worst cells.</summary>
    Cells,

    /// <summary>Rows of original, noisy and reconstructed images.</summary>
    Images,

    /// <summary>Histogram of the error per image with an estimate of its density and its mean.</summary>
    Errors,

    /// <summary>Latent codes in two dimensions, coloured by class.</summary>
    Projection,

    /// <summary>Metrics by cell, as numbers.</summary>
    Table,
}

public enum Projection
{
    PrincipalComponents,

    /// <summary>t-SNE: t-distributed stochastic neighbour embedding.</summary>
    Neighbours,
}
