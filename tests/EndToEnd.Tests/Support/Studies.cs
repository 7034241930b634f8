namespace Sweep.EndToEnd.Tests.Support;

public static class Studies
{
    /// <summary>Real training on images that the program draws: 8 runs of 6 short epochs, with noise, so that every random stream matters. Each
    /// epoch is written, so that there is much to tear and to go on from.</summary>
    public static string Small(string latents = "2, 3, 4, 5") => $$"""
        name: small
        dataset: synthetic-digits
        model: dense-autoencoder
        epochs: 6
        objective: {metric: psnr, goal: maximize}
        checkpoint: {every_epochs: 1}
        parameters:
          hidden: [24]
          latent: {values: [{{latents}}]}
          lr: {values: [1e-3, 3e-3]}
          batch_size: 100
          noise: {type: gaussian, variance: 0.02}
        """;

    /// <summary>The same, with checkpoints as far apart as they are where a study says nothing: none before a run of it ends.</summary>
    public static string Unhurried() => Changed(Small(), "checkpoint: {every_epochs: 1}\n", "");

    /// <summary>A study in which something else stands in one place.</summary>
    public static string Changed(string study, string from, string to)
    {
        Assert.Contains(from, study);
        return study.Replace(from, to, StringComparison.Ordinal);
    }
}
