using System.Buffers.Binary;
using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using Sweep.Reports.Images;

namespace Sweep.Reports.Tests.Images;

public sealed class PngTests
{
    [Fact]
    public void Pixels_come_back_from_the_file() => Prop.ForAll(
        (from width in Gen.Choose(1, 40)
         from height in Gen.Choose(1, 40)
         from pixels in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(width * height)
         select (width, height, pixels)).ToArbitrary(),
        image => Decode(Png.Encode(image.pixels, image.width, image.height)) is var (width, height, pixels)
            && width == image.width && height == image.height && pixels.SequenceEqual(image.pixels)).QuickCheckThrowOnFailure();

    [Fact]
    public void The_checksum_is_that_of_the_specification()
    {
        // Every PNG file ends with these bytes, the checksum of an empty IEND chunk among them.
        Assert.Equal("0000000049454E44AE426082", Convert.ToHexString(Png.Encode([0], 1, 1)[^12..]));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 1)]
    [InlineData(2, 2)]
    public void A_size_that_is_not_the_images_is_refused(int width, int height) => Assert.Throws<ArgumentException>(() => Png.Encode([1, 2], width, height));

    /// <summary>Reads what the encoder writes, by the specification.</summary>
    private static (int Width, int Height, byte[] Pixels) Decode(byte[] file)
    {
        Assert.Equal("89504E470D0A1A0A", Convert.ToHexString(file[..8]));
        var (at, width, height, data) = (8, 0, 0, new MemoryStream());
        while (at < file.Length)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var type = System.Text.Encoding.ASCII.GetString(file, at + 4, 4);
            if (type == "IHDR")
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at + 8)), BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at + 12)));
                Assert.Equal([8, 0, 0, 0, 0], file[(at + 16)..(at + 21)]);
            }
            else if (type == "IDAT")
            {
                data.Write(file, at + 8, length);
            }

            at += 12 + length;
        }

        data.Position = 0;
        using var zlib = new ZLibStream(data, CompressionMode.Decompress);
        using var rows = new MemoryStream();
        zlib.CopyTo(rows);
        var bytes = rows.ToArray();
        return (width, height, [.. Enumerable.Range(0, height).SelectMany(row => bytes.Skip((row * (width + 1)) + 1).Take(width))]);
    }
}
