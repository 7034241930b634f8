namespace Sweep.Models.Training;

/// <summary>Which samples are seen together.</summary>
public static class Batches
{
    /// <summary>Samples that are evaluated at once: enough for the products to run at full speed, few enough for the cache.</summary>
    public const int EvaluationSize = 1000;
}
