using System.Runtime.InteropServices;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Runs;
using Sweep.Models.Training;
using TorchSharp;

namespace Sweep.Models.Tests.Training;

public class FailuresTests
{
    [Theory]
    [InlineData("[enforce fail at alloc_cpu.cpp:75] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 40000000000000 bytes.")]
    [InlineData("CUDA out of memory. Tried to allocate 20.00 GiB (GPU 0; 15.78 GiB total capacity)")]
    [InlineData("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`")]
    public void What_libtorch_says_of_memory_is_recognised(string message) =>
        Assert.Equal(FailureKind.OutOfMemory, Failures.From(new ExternalException(message)).Kind);

    [Fact]
    public void An_allocation_that_libtorch_cannot_make_is_want_of_memory()
    {
        var error = Assert.ThrowsAny<Exception>(() => torch.zeros(1L << 46));

        Assert.Equal(FailureKind.OutOfMemory, Failures.From(error).Kind);
    }

    [Fact]
    public void A_native_error_is_a_crash_told_without_its_stack()
    {
        var failed = Failures.From(
            new ExternalException("mat1 and mat2 shapes cannot be multiplied (3x4 and 5x6)\nException raised from meta at ...\nframe #0"));

        Assert.Equal(new RunOutcome.Failed(FailureKind.Crashed, "ExternalException: mat1 and mat2 shapes cannot be multiplied (3x4 and 5x6)"), failed);
    }

    [Fact]
    public void Managed_memory_runs_out_too() => Assert.Equal(FailureKind.OutOfMemory, Failures.From(new OutOfMemoryException()).Kind);

    [Fact]
    public void Divergence_is_no_crash() => Assert.Equal(FailureKind.Diverged, Failures.From(new DivergedException("The loss became NaN.")).Kind);

    [Fact]
    public void A_data_set_that_this_machine_lacks_is_no_fault_of_the_run() =>
        Assert.Equal(new RunOutcome.Failed(FailureKind.Crashed, "none"), Failures.From(new DataSetException("none")));
}
