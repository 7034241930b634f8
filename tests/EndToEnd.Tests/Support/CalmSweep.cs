namespace Sweep.EndToEnd.Tests.Support;

/// <summary>A study that trains.</summary>
public sealed class CalmSweep() : UndisturbedSweep(Study, slots: 2)
{
    /// <summary>Long enough that something can happen meanwhile.</summary>
    public static string Study => Studies.Changed(Studies.Small("4, 5"), "epochs: 6", "epochs: 40");
}
