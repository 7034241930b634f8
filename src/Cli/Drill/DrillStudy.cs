namespace Sweep.Cli.Drill;

/// <summary>What the cluster trains during a drill: real training on images that the program draws, with noise, so that every random stream matters.</summary>
internal static class DrillStudy
{
    public const string Name = "drill";

    // One run less than the cluster has slots, so that each that loses its node has somewhere to go. No fault uses the retries up.
    public const string Text = """
        name: drill
        dataset: synthetic-digits
        model: dense-autoencoder
        epochs: 100
        retries: 100
        checkpoint: {every_epochs: 2}
        objective: {metric: psnr, goal: maximize}
        parameters:
          hidden: [24]
          latent: 3
          lr: {values: [1e-3, 3e-3]}
          batch_size: 100
          noise: {type: gaussian, variance: 0.02}
        """;
}
