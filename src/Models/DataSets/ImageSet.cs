namespace Sweep.Models.DataSets;

/// <summary>Grey images with their labels, as they lie in IDX files. Shared by all runs of a process: nobody writes to the arrays.</summary>
/// <param name="Pixels">0 to 255; image by image, row by row: <c>Count * Height * Width</c> of them.</param>
/// <param name="Labels">One per image, counted from 0.</param>
public sealed record ImageSet(int Count, int Width, int Height, byte[] Pixels, byte[] Labels);
