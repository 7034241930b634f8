using System.Collections.Immutable;
using Sweep.Coordinator.Grids;

namespace Sweep.Coordinator.Studies;

/// <summary>A study file that was read and found valid against a catalogue.</summary>
/// <param name="File">The path as given.</param>
/// <param name="Source">Which report it reproduces; empty when none.</param>
/// <param name="Text">The file as it is, for people.</param>
/// <param name="Grid">Everything that decides the runs.</param>
public sealed record Study(
    string File,
    string Name,
    string Description,
    string Source,
    string Text,
    GridDefinition Grid,
    ImmutableArray<StudyFigure> Figures,
    ImmutableArray<PublishedNumber> Published,
    ImmutableArray<StudyClaim> Claims);
