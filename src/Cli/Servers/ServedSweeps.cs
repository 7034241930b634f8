using Sweep.Cli.Sources;
using Sweep.Coordinator.Documents;
using Sweep.Coordinator.Results;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Servers;

/// <summary>Sweeps as a coordinator tells of them over HTTP.</summary>
/// <param name="server">Owned from now on.</param>
public sealed class ServedSweeps(SweepServer server) : ISweepSource
{
    private const int MostArtifactBytes = 256 << 20;

    public string Place => server.ToString();

    public Task<IReadOnlyList<SweepStatus>> SweepsAsync() => server.GetAllAsync("/api/sweeps", StatusJson.Read);

    public Task<SweepStatus> StatusAsync(string id) => server.GetAsync(PathOf(id), StatusJson.Read);

    public Task<SweepDescription> DescribeAsync(string id) => server.GetAsync($"{PathOf(id)}/description", DescriptionJson.Read);

    public Task<string> DefinitionAsync(string id) => server.GetAsync($"{PathOf(id)}/definition", definition => definition.GetRawText());

    public Task<IReadOnlyList<ResultRow>> ResultsAsync(string id) =>
        server.GetAllAsync($"{PathOf(id)}/results", item => ResultJson.Read(item, new SweepId(id)));

    public Task<IReadOnlyList<EpochRow>> EpochsAsync(string id, int? run) =>
        server.GetAllAsync($"{PathOf(id)}/epochs{(run is null ? "" : $"?run={run}")}", item => EpochJson.Read(item, new SweepId(id)));

    public Task<(Verification Verification, IReadOnlyList<string> Kinds)> VerifyAsync(string id) =>
        server.GetAsync($"{PathOf(id)}/verify", VerificationJson.Read);

    public Task<byte[]?> ArtifactsAsync(RunKey key) => server.FindFileAsync($"/api/artifacts/{key}", MostArtifactBytes);

    public Task<SweepStatus> WatchAsync(string id, IProgressDisplay display, Action<string> note, CancellationToken cancellation) =>
        new ServerWatch(server, $"{PathOf(id)}/events", display, note, TimeProvider.System).RunAsync(cancellation);

    public Task RequestAsync(string id, RequestKind kind) => server.PostAsync($"{PathOf(id)}/{Word(kind)}", null, answer => answer.ValueKind);

    public void Dispose() => server.Dispose();

    private static string Word(RequestKind kind) => kind switch
    {
        RequestKind.Cancel => "cancel",
        RequestKind.Pause => "pause",
        RequestKind.Resume => "resume",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown request."),
    };

    private static string PathOf(string id) => $"/api/sweeps/{Uri.EscapeDataString(id)}";
}
