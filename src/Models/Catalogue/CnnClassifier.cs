using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;
using Sweep.Models.Networks;
using Sweep.Models.Training;

namespace Sweep.Models.Catalogue;

/// <summary>Convolutions with pooling, dense layers, and a softmax over the labels; trained by cross-entropy.</summary>
public sealed class CnnClassifier : NetworkModel
{
    public override ModelDescription Description { get; } = new(
        "cnn-classifier", "1", "Convolutions with pooling, dense layers, softmax over the labels, cross-entropy.",
        [
            .. Vocabulary.Training,
            Vocabulary.Filters,
            new("hidden", ParameterKind.Integers, "Widths of the dense layers before the softmax; may be empty.",
                new ParameterValue.List([new ParameterValue.Integer(128)]), Minimum: 1, Maximum: 65_536),
        ],
        ["train_loss", "val_loss", "test_loss", "accuracy"],
        static _ => [],
        Estimate);

    public override Network Build(ParameterSet parameters, DataSetDescription data)
    {
        var filters = parameters.Integers("filters");
        return Math.Min(data.Width, data.Height) >> filters.Length > 0
            ? new CnnClassifierNetwork(filters, parameters.Integers("hidden"), data.Classes, data.Height, data.Width)
            : throw new BadLaneException($"`filters` has {filters.Length} layers, but images of {data.Width}×{data.Height} cannot be halved so often.");
    }

    private static ModelEstimate Estimate(ParameterSet parameters, DataSetDescription data)
    {
        var cost = new ConvolutionCost(data.Height, data.Width);
        var filters = parameters.Integers("filters");
        foreach (var outputs in filters)
        {
            cost.Convolution(outputs, kernel: 3);
            cost.Scale(0.5);
        }

        var inputs = (long)(data.Height >> filters.Length) * (data.Width >> filters.Length) * (filters.IsEmpty ? 1 : filters[^1]);
        foreach (var outputs in parameters.Integers("hidden").Append(data.Classes))
        {
            cost.Dense(inputs, outputs);
            inputs = outputs;
        }

        return cost.Estimate(parameters, data);
    }
}
