namespace Sweep.Messages.Studies;

/// <summary>What is made of several runs where one is wanted.</summary>
public enum Pick
{
    /// <summary>Nothing: all of them.</summary>
    All,

    Best,

    Worst,

    Mean,
}
