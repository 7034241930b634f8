using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sweep.TorchSharp.Tests.NN;

public class ModuleTests
{
    private sealed class Autoencoder : Module<Tensor, Tensor>
    {
        private readonly Sequential encoder = Sequential(Flatten(), Linear(16, 8), ReLU(), Linear(8, 3));
        private readonly Linear decoder = Linear(3, 16);
        private readonly Parameter scale = Parameter(ones(1));

        public Autoencoder()
            : base(nameof(Autoencoder)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            return (decoder.call(encoder.call(input)) * scale).sigmoid().MoveToOuterDisposeScope();
        }
    }

    [Fact]
    public void Parameters_are_named_after_the_fields_that_hold_them()
    {
        using var model = new Autoencoder();

        Assert.Equal(
            ["decoder.bias", "decoder.weight", "encoder.1.bias", "encoder.1.weight", "encoder.3.bias", "encoder.3.weight", "scale"],
            model.named_parameters().Select(named => named.name).Order(StringComparer.Ordinal));
        Assert.All(model.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    [Fact]
    public void A_model_learns()
    {
        manual_seed(1);
        using var scope = NewDisposeScope();
        using var model = new Autoencoder();
        var images = rand(32, 1, 4, 4);
        var target = images.flatten(1);
        var before = functional.mse_loss(model.call(images), target).item<float>();

        for (var step = 0; step < 200; step++)
        {
            using var inner = NewDisposeScope();
            var weights = model.parameters().ToList<Tensor>();
            var gradients = autograd.grad([functional.mse_loss(model.call(images), target)], weights);
            using var frozen = no_grad();
            for (var i = 0; i < weights.Count; i++)
            {
                weights[i].add_(gradients[i], -1.0);
            }
        }

        Assert.True(functional.mse_loss(model.call(images), target).item<float>() < 0.98 * before);
    }

    [Fact]
    public void Dropout_works_only_while_training()
    {
        using var scope = NewDisposeScope();
        var model = Sequential(Dropout(0.5));
        var input = ones(1000);

        Assert.InRange(model.call(input).eq(0).sum().item<long>(), 400, 600);
        model.eval();
        Assert.Equal(0, model.call(input).eq(0).sum().item<long>());
    }

    [Fact]
    public void A_layer_draws_its_weights_within_the_bound_of_its_fan()
    {
        using var layer = Linear(100, 50);
        using var scope = NewDisposeScope();

        Assert.InRange(layer.weight!.abs().max().item<float>(), 0.09f, 0.1f);
        Assert.InRange(layer.bias!.abs().max().item<float>(), 0.07f, 0.1f);
    }

    [Fact]
    public void Layers_of_images_keep_their_shapes()
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(
            Conv2d(1, 4, 3, 1, 1), BatchNorm2d(4), ReLU(), Upsample(scale_factor: [2.0, 2.0]), ConvTranspose2d(4, 2, 2, 2), Sigmoid());

        Assert.Equal([3, 2, 28, 28], model.call(rand(3, 1, 7, 7)).shape);
    }

    [Fact]
    public void A_module_moves_to_another_type_and_still_learns()
    {
        using var scope = NewDisposeScope();
        using var layer = Linear(3, 2).to(float64);

        Assert.All(layer.parameters(), parameter => Assert.Equal(float64, parameter.dtype));
        Assert.True(layer.call(rand(new long[] { 1, 3 }, dtype: float64)).requires_grad);
    }

    [Fact]
    public void A_name_serves_once()
    {
        using var model = new Autoencoder();

        Assert.Throws<InvalidOperationException>(() => model.register_module("decoder", Linear(2, 2)));
    }
}
