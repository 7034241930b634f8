using System.Text;
using Sweep.Coordinator.Studies;

namespace Sweep.Coordinator.Tests.Studies;

/// <summary>Whatever stands in a file, it is a study or is refused as one: nothing else is thrown.</summary>
public sealed class MutatedStudiesTests
{
    private const int Mutations = 20_000;

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ":", ": ", ",", "\n", "  ", "- ", "\"", "'", "|", ">", "&a ", "*a", "!!x ", "!x", "? ", "#", "values", "null", "~", "-1",
        "1e400", "é", "%", "@", "`", "---", "...",
    ];

    [Fact]
    public void Are_read_or_refused()
    {
        var random = new Random(20);
        var texts = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Studies", "Malformed"))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)
            .ToArray();
        var refused = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var content = Mutate(texts[random.Next(texts.Length)], random);
            try
            {
                _ = StudyReader.Parse("study.yaml", content, FakeCatalogue.Catalogue);
            }
            catch (StudyException)
            {
                refused++;
            }
            catch (Exception error)
            {
                Assert.Fail($"{error.GetType().Name}: {error.Message}\n{Encoding.UTF8.GetString(content)}");
            }
        }

        Assert.InRange(refused, Mutations / 2, Mutations);
    }

    private static byte[] Mutate(byte[] text, Random random)
    {
        var content = text.ToList();
        for (var change = random.Next(1, 5); change > 0 && content.Count > 2; change--)
        {
            var at = random.Next(content.Count);
            switch (random.Next(4))
            {
                case 0:
                    content.RemoveRange(at, Math.Min(random.Next(1, 12), content.Count - at));
                    break;
                case 1:
                    content.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 2:
                    content[at] = (byte)random.Next(256);
                    break;
                default:
                    var from = random.Next(content.Count);
                    content.InsertRange(at, content.GetRange(from, Math.Min(20, content.Count - from)));
                    break;
            }
        }

        return [.. content];
    }
}
