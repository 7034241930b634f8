using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Trainers;

// The conversation between a node and a trainer, which is a child process of the node that trains for one of its slots. It runs over the
// trainer's standard streams, in frames (TrainerFrames).
//
// The trainer opens it with TrainerReady. The node sends AssignBundle when the slot has nothing to train, and StopBundle to end what it
// trains at the next step. The trainer answers with what the runs say (RunReport, CheckpointFailed) and, last, BundleDone; then it is free
// for the next bundle. The node ends the conversation by closing its side: the trainer then ends at once, also in the middle of a step,
// and so it does when the node is dead.

/// <summary>Trainer to node: everything is loaded, send work.</summary>
public sealed record TrainerReady(int ProcessId);

/// <summary>Node to trainer: stop this bundle at the next step, and keep a checkpoint.</summary>
public sealed record StopBundle(BundleId Bundle);

/// <summary>Trainer to node: all runs of the bundle have ended and said so.</summary>
public sealed record BundleDone(BundleId Bundle);

/// <summary>Trainer to node: something for the log.</summary>
public sealed record TrainerNote(string Text);
