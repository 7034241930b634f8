using System.Buffers.Binary;
using System.Text.Json;
using Sweep.GpuNode.Checkpoints;
using Sweep.GpuNode.Tests.Support;
using Sweep.Models.Training;

namespace Sweep.GpuNode.Tests.Checkpoints;

/// <summary>Reads the files as another program would, by the format's own description.</summary>
public sealed class SafeTensorsTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void Another_program_finds_every_tensor_aligned_without_gaps_or_overlaps()
    {
        TensorData[] tensors =
        [
            new("bias", "U8", [3], [1, 2, 3]),
            new("weight", "F32", [2, 1], SomeCheckpoint.Bytes(8, 1)),
            new("half", "BF16", [1], [8, 9]),
            new("adam.step", "I64", [], SomeCheckpoint.Bytes(8, 2)),
            new("empty", "F64", [0, 4], []),
        ];

        var file = Written(tensors);

        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        Assert.Equal(0, length % 8);
        Assert.Equal((byte)'{', file[8]);
        using var header = JsonDocument.Parse(file.AsMemory(8, length));
        var metadata = header.RootElement.GetProperty("__metadata__");
        Assert.Equal(("pt", "1"), (metadata.GetProperty("format").GetString(), metadata.GetProperty("epoch").GetString()));
        Assert.Equal(SomeCheckpoint.Key().ToString(), metadata.GetProperty("run_key").GetString());
        var at = 0;
        foreach (var tensor in tensors.OrderBy(tensor => Offsets(tensor.Name).Begin).ThenBy(tensor => Offsets(tensor.Name).End))
        {
            var (begin, end) = Offsets(tensor.Name);
            Assert.Equal(at, begin);
            Assert.Equal(tensor.Bytes, file[(8 + length + begin)..(8 + length + end)]);
            Assert.Equal(tensor.ElementType, header.RootElement.GetProperty(tensor.Name).GetProperty("dtype").GetString());
            Assert.Equal(tensor.Shape, header.RootElement.GetProperty(tensor.Name).GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()));
            at = end;
        }

        Assert.Equal(file.Length, 8 + length + at);
        Assert.Equal(0, Offsets("adam.step").Begin % 8);
        Assert.Equal(0, Offsets("weight").Begin % 4);
        Assert.Equal(0, Offsets("half").Begin % 2);

        (int Begin, int End) Offsets(string name)
        {
            var offsets = header.RootElement.GetProperty(name).GetProperty("data_offsets");
            return (offsets[0].GetInt32(), offsets[1].GetInt32());
        }
    }

    [Fact]
    public void A_state_without_tensors_is_a_file_too()
    {
        var file = Written([]);
        Assert.Equal(file.Length - 8, (int)BinaryPrimitives.ReadUInt64LittleEndian(file));
    }

    private byte[] Written(TensorData[] tensors)
    {
        var key = SomeCheckpoint.Key();
        new CheckpointStore(temporary.Path).Save(
            CheckpointFolder.Of(key), key, SomeCheckpoint.State(0.5) with { Tensors = [.. tensors] }, SomeCheckpoint.KeepTwo, SomeCheckpoint.LeastLoss);
        return File.ReadAllBytes(Directory.EnumerateFiles(temporary[CheckpointFolder.Of(key)], "*.safetensors").Single());
    }
}
