using Sweep.EndToEnd.Tests.Support;

namespace Sweep.EndToEnd.Tests;

/// <summary>Checkpoints that are damaged between a kill and the resume.</summary>
public sealed class DamageTests : IDisposable
{
    private readonly TemporaryRoot damaged = new();

    public void Dispose() => damaged.Dispose();

    [Theory]
    [InlineData("*.safetensors", "cut")]
    [InlineData("*.json", "cut")]
    [InlineData("*.safetensors", "flip")]
    [InlineData("*.json", "flip")]
    [InlineData("*", "empty")]
    public async Task A_sweep_whose_newest_checkpoints_are_damaged_ends_with_the_same_digest(string pattern, string damage)
    {
        var study = damaged.Study(Studies.Small("2, 3"));
        using (var process = SweepProcess.Start("run", study, "--root", damaged.Root))
        {
            await process.Line(line => line.Contains("epoch 3"));
            await process.Kill();
        }

        var newest = Directory.GetFiles(damaged.Checkpoints, pattern, SearchOption.AllDirectories)
            .GroupBy(file => (Path.GetDirectoryName(file), Path.GetExtension(file)))
            .Select(files => files.OrderBy(file => file, StringComparer.Ordinal).Last()).ToList();
        Assert.NotEmpty(newest);
        newest.ForEach(file => Damage(file, damage));

        using var resumed = await SweepProcess.Run("run", study, "--root", damaged.Root);

        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.Equal(await Undisturbed.End(Studies.Small("2, 3")), FinalLine.Of(resumed));
    }

    private static void Damage(string file, string damage)
    {
        var bytes = File.ReadAllBytes(file);
        switch (damage)
        {
            case "cut":
                bytes = bytes[..(bytes.Length / 2)];
                break;
            case "flip":
                bytes[bytes.Length / 2] ^= 1;
                break;
            case "empty":
                bytes = [];
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(damage), damage, "Unknown damage.");
        }

        File.WriteAllBytes(file, bytes);
    }
}
