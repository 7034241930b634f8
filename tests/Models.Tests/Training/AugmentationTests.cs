using Sweep.Models.Tests.Support;
using Sweep.Models.Training;

namespace Sweep.Models.Tests.Training;

public class AugmentationTests
{
    private static readonly float[] Image = [0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 0.9f];

    [Fact]
    public void Nothing_drawn_changes_nothing() => Assert.Equal(Image, Turned(0, mirrored: false));

    [Fact]
    public void Mirrored_left_is_right() => Assert.Equal([0.3f, 0.2f, 0.1f, 0.6f, 0.5f, 0.4f, 0.9f, 0.8f, 0.7f], Turned(0, mirrored: true));

    [Fact]
    public void A_quarter_turn_moves_whole_pixels()
    {
        float[] expected = [0.7f, 0.4f, 0.1f, 0.8f, 0.5f, 0.2f, 0.9f, 0.6f, 0.3f];

        Assert.All(expected.Zip(Turned(Math.PI / 2, mirrored: false)), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-6f));
    }

    [Theory]
    [InlineData("flip")]
    [InlineData("rotate")]
    [InlineData("flip-rotate")]
    public void It_changes_what_is_learnt_and_not_what_a_resumed_run_gives(string augment)
    {
        var parameters = Some.Dense(("augment", Some.Text(augment)));
        var whole = Some.Train(parameters);

        Assert.NotEqual(Some.Train(Some.Dense()).Bits(), whole.Bits());
        Assert.Equal(whole.Bits().Skip(2), Some.Train(parameters, start: whole.States[1].State).Bits());
    }

    private static float[] Turned(double angle, bool mirrored)
    {
        var turned = new float[Image.Length];
        Augmentation.Turn(Image, turned, 3, 3, angle, mirrored);
        return turned;
    }
}
