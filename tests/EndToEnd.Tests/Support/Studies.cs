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

    /// <summary>The same, but each run waits before an epoch until the gate is open.</summary>
    public static string Gated(int gateAt, int epochs = 6, string latents = "2, 3, 4, 5")
    {
        var study = Changed(Changed(Small(latents), "epochs: 6", $"epochs: {epochs}"), "dense-autoencoder", "gated-autoencoder");
        return Changed(study, "parameters:\n", $"parameters:\n  gate_at: {gateAt}\n");
    }

    /// <summary>One run of 24 epochs, which waits before the twelfth until the gate is open.</summary>
    public static readonly string OneGated = Changed(Gated(gateAt: 12, epochs: 24, latents: "4"), "[1e-3, 3e-3]", "[1e-3]");

    /// <summary>Runs that only wait: they last as long on a busy machine as on an idle one.</summary>
    public const string Waiting = """
        name: waiting
        dataset: synthetic-digits
        model: noop
        epochs: 10
        objective: {metric: test_loss, goal: minimize}
        parameters:
          x: {values: [1, 2, 3, 4]}
          milliseconds: 100
        """;

    /// <summary>Runs that outlast every test.</summary>
    public static string Endless(int runs) => $$"""
        name: endless
        dataset: synthetic-digits
        model: noop
        epochs: 100000
        objective: {metric: test_loss, goal: minimize}
        parameters:
          x: {values: [{{string.Join(", ", Enumerable.Range(1, runs))}}]}
          milliseconds: 100
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
