using Sweep.Messages.Catalogue;
using Sweep.Models.Training;

namespace Sweep.Models.Catalogue;

/// <summary>
/// Something that runs can train. Most models are networks and derive from <see cref="NetworkModel"/>; a model of your own is a public
/// class with a constructor without arguments, in an assembly that is named with <c>--models FILE.dll</c>.
/// </summary>
public abstract class Model
{
    /// <summary>Pure data: making it loads no tensor library.</summary>
    public abstract ModelDescription Description { get; }

    /// <summary>Makes ready to train one lane from its beginning; the caller disposes it.</summary>
    /// <param name="start">Hyperparameters already checked against <see cref="Description"/>.</param>
    public abstract LaneTraining Start(TrainingStart start);
}
