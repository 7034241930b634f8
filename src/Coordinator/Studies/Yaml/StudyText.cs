using System.Text;
using System.Text.Unicode;

namespace Sweep.Coordinator.Studies.Yaml;

/// <summary>Reads the bytes of a study file as text, refusing what no study has before a parser sees it.</summary>
internal static class StudyText
{
    public const int MaximumBytes = 1 << 20;

    /// <exception cref="StudyException">There is no such file, it is a directory, too large, or no UTF-8.</exception>
    public static byte[] ReadFile(string path)
    {
        var place = StudyPlace.Whole(path);
        if (Directory.Exists(path))
        {
            throw Refuse(place, $"{path} is a directory, but must be a study file, such as {Path.Combine(path, "study.yaml")}.");
        }

        try
        {
            using var file = File.OpenRead(path);
            return file.Length <= MaximumBytes
                ? ReadAll(file)
                : throw Refuse(
                    place,
                    $"{path} has {file.Length} bytes, but a study has at most {MaximumBytes}: give ranges by min, max and count instead of listing values.");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Refuse(place, $"{path} is no file. `sweep studies` lists the studies at hand.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Refuse(place, $"{path} cannot be read: {error.Message}");
        }
    }

    /// <exception cref="StudyException">It is too large, no UTF-8, empty, or has tabs or control characters.</exception>
    public static string Decode(string file, ReadOnlySpan<byte> content)
    {
        if (content.Length > MaximumBytes)
        {
            throw Refuse(StudyPlace.Whole(file), $"{file} has {content.Length} bytes, but a study has at most {MaximumBytes}.");
        }

        if (content.StartsWith(Encoding.UTF8.Preamble))
        {
            content = content[Encoding.UTF8.Preamble.Length..];
        }

        if (!Utf8.IsValid(content))
        {
            var place = PlaceOf(file, Encoding.UTF8.GetString(content[..FirstInvalid(content)]));
            throw Refuse(place, $"{place} is no UTF-8: save the file as UTF-8.");
        }

        var text = Encoding.UTF8.GetString(content);
        RefuseCharacters(file, text);
        return string.IsNullOrWhiteSpace(text)
            ? throw Refuse(StudyPlace.Whole(file), $"{file} is empty, but must be a study: see studies/quickstart.yaml for one.")
            : text;
    }

    private static byte[] ReadAll(FileStream file)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static void RefuseCharacters(string file, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\t')
            {
                var place = PlaceOf(file, text[..i]);
                throw Refuse(place, $"{place} has a tab: use spaces.");
            }

            if (char.IsControl(text[i]) && text[i] is not ('\n' or '\r'))
            {
                var place = PlaceOf(file, text[..i]);
                throw Refuse(place, $"{place} has the control character U+{(int)text[i]:X4}: a study is plain text.");
            }
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> content)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(content[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    private static StudyPlace PlaceOf(string file, string before) =>
        new(file, before.Count(letter => letter == '\n') + 1, before.Length - before.LastIndexOf('\n'));

    private static StudyException Refuse(StudyPlace place, string message) => new([new StudyProblem(place.File, place.Line, place.Column, message)]);
}
