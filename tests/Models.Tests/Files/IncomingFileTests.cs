using System.Security.Cryptography;
using Sweep.Models.Files;
using Sweep.Models.Tests.Support;

namespace Sweep.Models.Tests.Files;

public sealed class IncomingFileTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 1000).Select(i => (byte)(i * 37))];

    private readonly TemporaryFolder folder = new();

    private string Target => folder["a", "b", "epoch-0001.json"];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(333)]
    [InlineData(1000)]
    public void Pieces_of_any_length_make_the_file(int length)
    {
        using (var incoming = Incoming())
        {
            foreach (var piece in Content.Chunk(length))
            {
                Assert.False(File.Exists(Target));
                incoming.Append(piece);
            }

            incoming.Complete();
        }

        Assert.Equal(Content, File.ReadAllBytes(Target));
        Assert.Single(Directory.GetFiles(folder["a", "b"]));
    }

    [Fact]
    public void An_empty_file_needs_no_piece()
    {
        using var incoming = new IncomingFile(Target, 0, Sum([]));

        incoming.Complete();

        Assert.Empty(File.ReadAllBytes(Target));
    }

    [Fact]
    public void A_file_with_another_byte_is_not_kept()
    {
        var other = Content.ToArray();
        other[500] ^= 1;

        Refused(incoming => incoming.Append(other));
    }

    [Fact]
    public void A_file_that_is_cut_off_is_not_kept() => Refused(incoming => incoming.Append(Content.AsSpan(0, 999)));

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void A_piece_that_is_empty_or_too_long_is_refused(int length)
    {
        using var incoming = Incoming();

        Assert.Throws<InvalidDataException>(() => incoming.Append(new byte[length]));
    }

    [Fact]
    public void A_file_that_was_there_stays_until_the_new_one_is_whole()
    {
        Directory.CreateDirectory(folder["a", "b"]);
        File.WriteAllText(Target, "before");

        Refused(incoming => incoming.Append(Content.AsSpan(0, 10)));

        Assert.Equal("before", File.ReadAllText(Target));
        using var whole = Incoming();
        whole.Append(Content);
        whole.Complete();
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    [Fact]
    public void What_killed_processes_left_of_it_goes_when_it_is_there_and_nothing_else()
    {
        Directory.CreateDirectory(folder["a", "b"]);
        var other = folder["a", "b", $"epoch-0002.json.{Guid.Empty:N}.part"];
        foreach (var left in new[] { $"{Target}.{Guid.Empty:N}.part", other })
        {
            File.WriteAllText(left, "a part");
        }

        Refused(incoming => incoming.Append(Content.AsSpan(0, 10)));
        using (var whole = Incoming())
        {
            whole.Append(Content);
            whole.Complete();
        }

        Assert.Equal([Target, other], Directory.GetFiles(folder["a", "b"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Two_that_bring_the_same_file_do_not_disturb_each_other()
    {
        using var first = Incoming();
        using var second = Incoming();
        first.Append(Content);
        second.Append(Content.AsSpan(0, 500));
        first.Complete();

        second.Append(Content.AsSpan(500));
        second.Complete();

        Assert.Equal(Content, File.ReadAllBytes(Target));
        Assert.Single(Directory.GetFiles(folder["a", "b"]));
    }

    private void Refused(Action<IncomingFile> arrive)
    {
        var before = Directory.Exists(folder["a", "b"]) ? Directory.GetFiles(folder["a", "b"]) : [];
        using (var incoming = Incoming())
        {
            arrive(incoming);
            Assert.Throws<InvalidDataException>(incoming.Complete);
        }

        Assert.Equal(before, Directory.GetFiles(folder["a", "b"]));
    }

    private IncomingFile Incoming() => new(Target, Content.Length, Sum(Content));

    private static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
