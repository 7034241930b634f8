using Sweep.GpuNode.Nodes;

namespace Sweep.Cli.Doctor;

/// <summary>What the doctor says of the library that multiplies matrices.</summary>
public static class Blas
{
    public const string Remedy = "apt-get install -y libopenblas0-pthread   (the reference BLAS is twenty times slower)";

    public static Finding Find(BlasLibrary library) => library switch
    {
        { Path: null } => new Finding("BLAS", "part of libtorch"),
        { IsReference: true } => new Finding("BLAS", $"{library.Path}: the REFERENCE implementation", Remedy),
        _ => new Finding("BLAS", library.Path),
    };
}
