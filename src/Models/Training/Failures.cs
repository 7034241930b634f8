using Sweep.Messages.Catalogue;
using Sweep.Messages.Runs;

namespace Sweep.Models.Training;

/// <summary>Tells from an exception why a run failed.</summary>
public static class Failures
{
    // How libtorch, CUDA and cuBLAS say that there is no memory left.
    private static readonly string[] OutOfMemorySayings =
        ["out of memory", "can't allocate memory", "not enough memory", "CUBLAS_STATUS_ALLOC_FAILED", "std::bad_alloc"];

    public static RunOutcome.Failed From(Exception error) => error switch
    {
        DivergedException => new(FailureKind.Diverged, error.Message),
        BadLaneException => new(FailureKind.BadConfig, error.Message),

        // Of the files of this machine, not of the run: another may have them.
        DataSetException => new(FailureKind.Crashed, error.Message),
        OutOfMemoryException => new(FailureKind.OutOfMemory, $"No memory left: {FirstLine(error.Message)}"),
        _ when OutOfMemorySayings.Any(saying => error.Message.Contains(saying, StringComparison.OrdinalIgnoreCase)) =>
            new(FailureKind.OutOfMemory, $"No memory left: {FirstLine(error.Message)}"),
        _ => new(FailureKind.Crashed, $"{error.GetType().Name}: {FirstLine(error.Message)}"),
    };

    // What follows the first line of a libtorch message is its C++ stack.
    private static string FirstLine(string message) => message.AsSpan().Trim().ToString().Split('\n')[0].Trim();
}

/// <summary>A run that this process cannot train at all: unknown model, hyperparameters that do not fit.</summary>
public sealed class BadLaneException(string message) : Exception(message);
