using System.Runtime.InteropServices;
using Sweep.GpuNode.Nodes;

namespace Sweep.GpuNode.Tests.Nodes;

public sealed class NodeKindTests
{
    private const string Before = "7f0000000000-7f0000001000 r-xp 00000000 08:01 12345                      ";

    private static BlasLibrary Blas(params string[] libraries) => BlasLibrary.In(libraries.Select(library => Before + library));

    [Theory]
    [InlineData("/usr/lib/x86_64-linux-gnu/openblas-pthread/libopenblasp-r0.3.21.so", "haswell", "x64-avx2-libtorch-1.13.1-openblasp-r0.3.21-haswell")]
    [InlineData("/opt/intel/libmkl_core.so.2", "", "x64-avx2-libtorch-1.13.1-mkl_core.2")]
    [InlineData("/usr/lib/x86_64-linux-gnu/blas/libblas.so.3.11.0", "", "x64-avx2-libtorch-1.13.1-blas.3.11.0")]
    [InlineData("/opt/torch/lib/libtorch_cpu.so", "", "x64-avx2-libtorch-1.13.1-own-blas")]
    public void A_kind_names_instruction_set_libtorch_and_BLAS(string library, string kernels, string kind) =>
        Assert.Equal(kind, NodeKind.Of(Architecture.X64, "avx2", "1.13.1", Blas("/usr/lib/libc.so.6", library), kernels));

    [Fact]
    public void OpenBLAS_goes_by_its_own_name_and_not_by_the_one_it_stands_behind() =>
        Assert.Equal("openblasp-r0.3.21", Blas("/usr/lib/openblas-pthread/libblas.so.3", "/usr/lib/openblas-pthread/libopenblasp-r0.3.21.so").Name);

    [Fact]
    public void The_kind_of_this_process_names_the_libtorch_that_it_has_loaded()
    {
        var kind = NodeKind.Detect();
        Assert.Contains($"-libtorch-{TorchSharp.torch.__version__}-", kind);
        Assert.Equal(kind, NodeKind.Detect());
    }
}
