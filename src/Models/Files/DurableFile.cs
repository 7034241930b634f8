using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sweep.Models.Files;

/// <summary>Files that are there whole or not at all, also after the power went: a temporary name, flush, rename, flush of the folder.</summary>
public static class DurableFile
{
    private const string TemporarySuffix = ".part";

    /// <summary>
    /// Writes the parts one after the other under a temporary name, flushes, and renames. The new name is durable once
    /// <see cref="FlushFolder"/> has been called.
    /// </summary>
    public static void Write(string path, IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        var temporary = TemporaryName(path);
        try
        {
            using (var file = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                RandomAccess.Write(file, parts, 0);
                RandomAccess.FlushToDisk(file);
            }

            Place(temporary, path);
        }
        catch
        {
            DeleteQuietly(temporary);
            throw;
        }
    }

    /// <summary>Whoever writes a file has such a name of his own until it is whole.</summary>
    internal static string TemporaryName(string path) => $"{path}.{Guid.NewGuid():N}{TemporarySuffix}";

    /// <summary>Gives a file that is whole and flushed its name.</summary>
    internal static void Place(string temporary, string path)
    {
        try
        {
            File.Move(temporary, path, overwrite: true);
        }
        catch (FileNotFoundException) when (File.Exists(path))
        {
            // Someone else has just brought the same file, and took this for left behind.
        }
    }

    /// <summary>Removes what killed writers of a file left beside it, once it is there.</summary>
    internal static void RemoveLeftOvers(string path)
    {
        foreach (var part in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, $"{Path.GetFileName(path)}.*{TemporarySuffix}"))
        {
            DeleteQuietly(part);
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
