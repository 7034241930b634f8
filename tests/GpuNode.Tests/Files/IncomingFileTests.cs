using System.Security.Cryptography;
using Sweep.GpuNode.Files;
using Sweep.GpuNode.Tests.Support;
using Sweep.Messages.Protocol;

namespace Sweep.GpuNode.Tests.Files;

public sealed class IncomingFileTests : IDisposable
{
    private static readonly byte[] Content = SomeCheckpoint.Bytes(1000, 3);

    private readonly TemporaryFolder folder = new();

    private string Target => folder["a", "b", "epoch-0001.json"];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(333)]
    [InlineData(1000)]
    public void Pieces_of_any_length_make_the_file(int length)
    {
        using (var incoming = new IncomingFile(Announced(), Target))
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
        using var incoming = new IncomingFile(new FileEntry("x", 0, Sum([])), Target);

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
        using var incoming = new IncomingFile(Announced(), Target);

        Assert.Throws<InvalidDataException>(() => incoming.Append(new byte[length]));
    }

    [Fact]
    public void A_file_that_was_there_stays_until_the_new_one_is_whole()
    {
        Directory.CreateDirectory(folder["a", "b"]);
        File.WriteAllText(Target, "before");

        Refused(incoming => incoming.Append(Content.AsSpan(0, 10)));

        Assert.Equal("before", File.ReadAllText(Target));
        using var whole = new IncomingFile(Announced(), Target);
        whole.Append(Content);
        whole.Complete();
        Assert.Equal(Content, File.ReadAllBytes(Target));
    }

    private void Refused(Action<IncomingFile> arrive)
    {
        var before = Directory.Exists(folder["a", "b"]) ? Directory.GetFiles(folder["a", "b"]) : [];
        using (var incoming = new IncomingFile(Announced(), Target))
        {
            arrive(incoming);
            Assert.Throws<InvalidDataException>(incoming.Complete);
        }

        Assert.Equal(before, Directory.GetFiles(folder["a", "b"]));
    }

    private static FileEntry Announced() => new("x", Content.Length, Sum(Content));

    private static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
