namespace Sweep.Messages.Runs;

/// <summary>Names one sweep in a store: the study's name and a number, <c>quickstart-3</c>.</summary>
public readonly record struct SweepId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Names one run: the sweep and the cell's place in its grid, counted from 0.</summary>
public readonly record struct RunId(SweepId Sweep, int Index)
{
    public override string ToString() => $"{Sweep}/{Index}";
}

/// <summary>Names one process that trains. A restarted node has a new incarnation, so that what its dead self still sends can be told apart.</summary>
public readonly record struct NodeId(string Name, long Incarnation)
{
    public override string ToString() => Name;
}

/// <summary>Room for one bundle on a device of a node: <c>cpu</c> or <c>cuda:0</c>, and a number counted from 0.</summary>
public readonly record struct SlotId(NodeId Node, string Device, int Number)
{
    public override string ToString() => $"{Node}/{Device}#{Number}";
}

/// <summary>Names one bundle that was handed to a slot.</summary>
public readonly record struct BundleId(Guid Value)
{
    public override string ToString() => Value.ToString("N")[..8];
}
