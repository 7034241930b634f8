namespace Sweep.GpuNode.Nodes;

/// <summary>Which library multiplies matrices, by what is mapped into this process.</summary>
/// <param name="Path">Null where it is a part of libtorch.</param>
/// <param name="IsReference">The plain implementation, which is twenty times slower than the tuned ones.</param>
public sealed record BlasLibrary(string? Path, bool IsReference)
{
    private const string OwnMaps = "/proc/self/maps";

    // In this order: OpenBLAS stands behind the name libblas.so.3 where it is installed, and MKL's parts behind mkl_rt.
    private static readonly string[] Tuned = ["libopenblas", "mkl_core", "mkl_rt", "blis", "atlas", "nvpl_blas", "openblas"];

    /// <summary>Of this process, after libtorch was loaded.</summary>
    public static BlasLibrary Loaded() => In(File.Exists(OwnMaps) ? File.ReadLines(OwnMaps) : []);

    /// <param name="maps">The lines of /proc/self/maps.</param>
    public static BlasLibrary In(IEnumerable<string> maps)
    {
        var libraries = maps.Select(line => line.IndexOf('/') is >= 0 and var path ? line[path..] : "").Distinct().ToList();
        var tuned = Tuned.Select(name => libraries.Find(library => library.Contains(name, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(found => found is not null);
        var reference = libraries.Find(library => System.IO.Path.GetFileName(library).StartsWith("libblas.so", StringComparison.Ordinal));
        return new BlasLibrary(tuned ?? reference, IsReference: tuned is null && reference is not null);
    }

    /// <summary>
    /// The file's name with its version: <c>openblasp-r0.3.21</c>, <c>mkl_core.2</c>, <c>blas.3.11.0</c>; <c>own-blas</c> where it is a
    /// part of libtorch.
    /// </summary>
    public string Name => Path is null ? "own-blas" : System.IO.Path.GetFileName(Path) is var file && file.StartsWith("lib", StringComparison.Ordinal)
        ? file[3..].Replace(".so", "", StringComparison.Ordinal)
        : file;
}
