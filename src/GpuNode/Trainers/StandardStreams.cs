using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sweep.GpuNode.Trainers;

/// <summary>The trainer's end of its pipes.</summary>
public static class StandardStreams
{
    private const int StandardOutput = 1;
    private const int StandardError = 2;
    private const int ParentDeathSignal = 1; // PR_SET_PDEATHSIG
    private const int Kill = 9; // SIGKILL

    /// <summary>
    /// Standard output for frames alone: what libraries write there from now on goes to standard error, where it cannot break a frame.
    /// </summary>
    /// <exception cref="IOException">The process has no standard output.</exception>
    public static Stream TakeOutput()
    {
        var own = Duplicate(StandardOutput);
        if (own < 0 || DuplicateTo(StandardError, StandardOutput) < 0)
        {
            throw new IOException($"Standard output cannot be redirected: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        // The runtime has a descriptor of its own for the standard output, if it has been used before.
        Console.SetOut(Console.Error);
        return new FileStream(new SafeFileHandle(own, ownsHandle: true), FileAccess.Write, bufferSize: 0);
    }

    /// <summary>
    /// Asks the kernel to kill this process when the thread that started it ends, for a trainer that hangs where it cannot see the end of
    /// its input. Where the kernel knows no such thing, nothing happens.
    /// </summary>
    public static void DieWithParent()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = ProcessControl(ParentDeathSignal, Kill, 0, 0, 0);
        }
    }

    [DllImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static extern int Duplicate(int descriptor);

    [DllImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static extern int DuplicateTo(int from, int to);

    [DllImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static extern int ProcessControl(int option, nuint argument, nuint unused3, nuint unused4, nuint unused5);
}
