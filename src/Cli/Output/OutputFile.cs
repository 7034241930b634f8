using System.Text;
using Sweep.Models.Files;

namespace Sweep.Cli.Output;

/// <summary>Files that a command was asked to write.</summary>
public static class OutputFile
{
    /// <summary>Writes UTF-8 under a temporary name and renames: readers see the old file or the new one. Makes the folder where it is missing.</summary>
    /// <exception cref="CommandFailed">It cannot be written.</exception>
    public static void Write(string file, Action<TextWriter> content)
    {
        var path = Path.GetFullPath(file);
        var temporary = $"{path}.part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (var writer = new StreamWriter(temporary, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
            {
                content(writer);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error)
        {
            DurableFile.DeleteQuietly(temporary);
            if (error is IOException or UnauthorizedAccessException)
            {
                throw CommandFailed.Infrastructure($"{file} cannot be written: {error.Message}");
            }

            throw;
        }
    }
}
