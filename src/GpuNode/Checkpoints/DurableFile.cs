using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sweep.GpuNode.Checkpoints;

/// <summary>Files that are there whole or not at all, also after the power went: a temporary name, flush, rename, flush of the folder.</summary>
internal static class DurableFile
{
    public const string TemporarySuffix = ".part";

    /// <summary>
    /// Writes the parts one after the other under a temporary name, flushes, and renames. The new name is durable once
    /// <see cref="FlushFolder"/> has been called.
    /// </summary>
    public static void Write(string path, IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}{TemporarySuffix}";
        try
        {
            using (var file = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                RandomAccess.Write(file, parts, 0);
                RandomAccess.FlushToDisk(file);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            DeleteQuietly(temporary);
            throw;
        }
    }

    /// <summary>Creates a folder and what is missing above it, durably.</summary>
    public static void CreateFolder(string folder)
    {
        var missing = new Stack<string>();
        for (var at = folder; at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at))
        {
            missing.Push(at);
        }

        Directory.CreateDirectory(folder);
        foreach (var created in missing)
        {
            FlushFolder(Path.GetDirectoryName(created)!);
        }
    }

    /// <summary>Makes the names in a folder durable.</summary>
    public static void FlushFolder(string folder)
    {
        // Windows writes names through its own journal and cannot flush a folder.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var handle = new SafeFileHandle(Open(folder, 0), ownsHandle: true);
        if (handle.IsInvalid || Flush(handle) != 0)
        {
            var code = Marshal.GetLastPInvokeError();
            throw new IOException($"{Marshal.GetPInvokeErrorMessage(code)} : '{folder}'", code);
        }
    }

    public static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is already being told that the disk does not do what it should; a leftover is known by its name.
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern nint Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Flush(SafeFileHandle file);
}
