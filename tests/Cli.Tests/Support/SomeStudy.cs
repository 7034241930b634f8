namespace Sweep.Cli.Tests.Support;

/// <summary>A small valid study.</summary>
public static class SomeStudy
{
    public const string Text = """
        name: small
        description: Four runs. And more words.
        dataset: synthetic-digits
        model: noop
        epochs: 2
        objective: {metric: train_loss, goal: minimize}
        parameters:
          x: {values: [0.001, 0.01]}
        seeds: [0, 1]
        """;
}
