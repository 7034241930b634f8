namespace Sweep.GpuNode.Trainers;

/// <summary>How long a trainer may say nothing before it is taken for stuck. It speaks at the end of every epoch.</summary>
/// <param name="BeforeFirstEpoch">While nothing is known of the run; 1 hour by default, because data may have to be fetched first.</param>
/// <param name="AtLeast">Once an epoch has ended; 10 minutes by default.</param>
/// <param name="Epochs">But as long as so many of the longest epoch so far; 10 by default.</param>
public sealed record TrainerPatience(TimeSpan BeforeFirstEpoch, TimeSpan AtLeast, double Epochs = 10)
{
    public TrainerPatience() : this(TimeSpan.FromHours(1), TimeSpan.FromMinutes(10)) { }

    /// <summary>One limit for all silences that no long epoch excuses.</summary>
    public static TrainerPatience Of(TimeSpan silence) => new(silence, silence);

    /// <param name="longestEpoch">Null before the first epoch.</param>
    public TimeSpan For(TimeSpan? longestEpoch) => longestEpoch switch
    {
        null => BeforeFirstEpoch,
        { } longest when longest * Epochs > AtLeast => longest * Epochs,
        _ => AtLeast,
    };
}
