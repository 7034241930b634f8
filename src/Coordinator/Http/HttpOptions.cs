namespace Sweep.Coordinator.Http;

/// <summary>Where and to whom a coordinator answers over HTTP.</summary>
/// <param name="Host">An address, <c>localhost</c>, or a name of this machine.</param>
/// <param name="Port">0 for any free one.</param>
/// <param name="Token">What every request but those of probes must bear; empty where only this machine can reach it.</param>
public sealed record HttpOptions(string Host, int Port, ReadOnlyMemory<byte> Token);
