namespace Sweep.EndToEnd.Tests.Support;

/// <summary>A study whose epochs only wait: it lasts as long on a busy machine as on an idle one.</summary>
public sealed class WaitingSweep() : UndisturbedSweep(Study, slots: 4)
{
    public const string Study = """
        name: waiting
        dataset: synthetic-digits
        model: noop
        epochs: 30
        objective: {metric: test_loss, goal: minimize}
        parameters:
          x: {values: [1, 2, 3, 4]}
          milliseconds: 100
        """;
}
