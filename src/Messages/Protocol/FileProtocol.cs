using System.Collections.Immutable;
using Sweep.Messages.Runs;

namespace Sweep.Messages.Protocol;

// The conversation between nodes and the coordinator about files: checkpoints, what runs leave for reports, and data sets.
//
// A node says with ProbeStorage who has its files, and says it again every few seconds. To a coordinator that is new to it, it names a probe, an
// empty file that it has just left among its checkpoints; StorageProbed says whether the coordinator sees that file among its own. Then the two
// have one storage, and of checkpoints nothing more is said.
//
// Else the node tells of every checkpoint that it has written with KeepFiles, and when a run has ended also of what it left for reports. The
// coordinator fetches them and answers FilesKept; until it does, the node says it again. Where the coordinator cannot write them, the node pauses
// the sweep with CheckpointFailed, as where it cannot write itself. What a node needs it asks for with FindCheckpoint and
// FindDataSet. The coordinator looks in its own root and asks the nodes, with the same message, and answers FilesFound.
//
// Whoever fetches asks for one piece after the other with ReadPiece, is answered with FilePiece, and asks for the next: so no more than one
// piece of a file is on its way. PieceRefused ends it. A node does not talk to other nodes: the coordinator hands on what it asks of them, and
// their answers.

/// <summary>Node to coordinator: I have its files. Is this file among your checkpoints?</summary>
/// <param name="Probe">Null where the node knows already.</param>
public sealed record ProbeStorage(NodeId Node, string? Probe);

/// <summary>A coordinator to its own side of this conversation: the node is not here any more. Does not travel.</summary>
public sealed record NodeLeft(NodeId Node);

/// <summary>Coordinator to node: it is, or it is not.</summary>
public sealed record StorageProbed(string? Probe, bool IsShared);

/// <summary>A file of a root, by its path in there, with <c>/</c> between the names.</summary>
/// <param name="Sha256">Of its content; lower-case hexadecimal.</param>
public sealed record FileEntry(string Name, long Bytes, string Sha256);

/// <summary>Node to coordinator: these files of one folder are written; keep a copy of them.</summary>
/// <param name="Files">In the order in which they must be kept.</param>
public sealed record KeepFiles(ImmutableArray<FileEntry> Files);

/// <summary>Coordinator to node: they are kept, durably, or why they are not.</summary>
/// <param name="Problem">Null when they are.</param>
/// <param name="IsUnwritable">The coordinator's disk is full, or fails.</param>
public sealed record FilesKept(ImmutableArray<FileEntry> Files, string? Problem = null, bool IsUnwritable = false);

/// <summary>Which checkpoints of a run are meant: equal keys are equal results, whoever trained.</summary>
public enum CheckpointScope
{
    /// <summary>Those that all sweeps share.</summary>
    Shared,

    /// <summary>Those that a sweep which trains everything afresh has for itself.</summary>
    Own,

    /// <summary>Any of these, or of another sweep that trained afresh.</summary>
    Any,
}

/// <summary>Node to coordinator, and coordinator to nodes: where is the newest checkpoint of this run?</summary>
/// <param name="Sweep">Whose run asks for it.</param>
/// <param name="After">Of a later epoch than this one.</param>
/// <param name="Before">Of an earlier epoch than this one.</param>
/// <param name="Everywhere">The coordinator is to ask the nodes too.</param>
public sealed record FindCheckpoint(RunKey Key, SweepId Sweep, CheckpointScope Scope, int After, int Before, bool Everywhere);

/// <summary>Node to coordinator, and coordinator to nodes: where are the files of this data set?</summary>
/// <param name="Name">As in the study.</param>
/// <param name="Everywhere">Where the coordinator has none, it is to ask the nodes.</param>
public sealed record FindDataSet(string Name, string Digest, bool Everywhere);

/// <summary>They are here.</summary>
/// <param name="Files">In the order in which they must be kept; empty for nowhere.</param>
/// <param name="Holder">The node that has them; null for whoever says it.</param>
/// <param name="IsPartial">Not all who were to be asked have answered: there may be others, or newer ones.</param>
public sealed record FilesFound(ImmutableArray<FileEntry> Files, string? Holder = null, bool IsPartial = false);

/// <summary>Node to coordinator, and coordinator to node: what is in that file from there on?</summary>
/// <param name="Holder">The node of which the coordinator is to ask it; null for whoever gets it.</param>
public sealed record ReadPiece(string File, long Offset, string? Holder = null);

/// <param name="Bytes">At least one, and no more than <see cref="MostBytes"/>.</param>
public sealed record FilePiece(string File, long Offset, byte[] Bytes)
{
    /// <summary>Far below the longest message that travels, so that what keeps leases alive need not wait long behind it.</summary>
    public const int MostBytes = 256 * 1024;
}

/// <summary>That file may not be asked for, is not there, or cannot be read.</summary>
public sealed record PieceRefused(string File, string Reason);
