namespace Sweep.Cli.Doctor;

/// <summary>Which library multiplies matrices, by what is mapped into this process.</summary>
public static class Blas
{
    public const string Remedy = "apt-get install -y libopenblas0-pthread   (the reference BLAS is twenty times slower)";

    /// <param name="maps">The lines of /proc/self/maps, after a product was computed.</param>
    public static Finding Find(IEnumerable<string> maps)
    {
        var libraries = maps.Select(line => line.IndexOf('/') is >= 0 and var path ? line[path..] : "").Distinct().ToList();
        return libraries.Find(IsTuned) is { } tuned ? new Finding("BLAS", tuned)
            : libraries.Find(IsReference) is { } reference ? new Finding("BLAS", $"{reference}: the REFERENCE implementation", Remedy)
            : new Finding("BLAS", "part of libtorch");
    }

    private static bool IsTuned(string library) =>
        new[] { "openblas", "mkl_core", "mkl_rt", "blis", "atlas", "nvpl_blas" }.Any(name => library.Contains(name, StringComparison.OrdinalIgnoreCase));

    private static bool IsReference(string library) => Path.GetFileName(library).StartsWith("libblas.so", StringComparison.Ordinal);
}
