namespace Sweep.EndToEnd.Tests.Support;

/// <summary>What gated models wait for.</summary>
/// <param name="file">Opens it by being there.</param>
public sealed class Gate(string file)
{
    /// <summary>Of processes for which there is a gate; without them it is open.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string> { ["CRASHING_MODEL_GATE"] = file };

    public void Open() => File.WriteAllText(file, "");
}
