namespace Sweep.Messages.Progress;

/// <summary>Shows a sweep to whoever started it. Called from any thread; returns at once and never throws into the engine.</summary>
public interface IProgressDisplay
{
    /// <summary>Something happened; in the order it happened for one run.</summary>
    void Show(RunEvent happened);

    /// <summary>The sweep as it stands now. A few times a second is enough, and once when it has ended.</summary>
    void Show(SweepProgress now);
}
