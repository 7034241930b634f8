using Sweep.Cli.Doctor;
using Sweep.GpuNode.Nodes;

namespace Sweep.Cli.Tests.Doctor;

public sealed class BlasTests
{
    private const string Before = "7f0000000000-7f0000001000 r-xp 00000000 08:01 12345                      ";

    private static Finding Find(string[] maps) => Blas.Find(BlasLibrary.In(maps));

    [Theory]
    [InlineData("/usr/lib/x86_64-linux-gnu/openblas-pthread/libblas.so.3")]
    [InlineData("/usr/lib/x86_64-linux-gnu/openblas-pthread/libopenblasp-r0.3.21.so")]
    [InlineData("/opt/intel/libmkl_core.so.2")]
    public void A_tuned_library_is_named(string library)
    {
        var finding = Find([Before + "/usr/lib/libtorch_cpu.so.1.13", Before + library]);
        Assert.Equal(library, finding.Value);
        Assert.Null(finding.Remedy);
    }

    [Fact]
    public void The_reference_library_is_a_problem_with_a_command_to_solve_it()
    {
        var finding = Find([Before + "/usr/lib/x86_64-linux-gnu/blas/libblas.so.3.11.0"]);
        Assert.Contains("REFERENCE", finding.Value);
        Assert.Contains("apt-get install -y libopenblas0-pthread", finding.Remedy);
    }

    [Fact]
    public void Where_none_is_mapped_libtorch_has_its_own() =>
        Assert.Equal("part of libtorch", Find([Before + "/opt/torch/lib/libtorch_cpu.so", "no path"]).Value);
}
