using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Akka.Actor;
using Sweep.Coordinator.Http;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Http;

/// <summary>The API on a free port, with a store of its own and an actor in the place of the coordinator.</summary>
internal sealed class RunningApi : IAsyncDisposable
{
    public const string Token = "0123456789abcdef";

    private readonly TemporaryFolder folder;
    private readonly ActorSystem system;
    private readonly HttpApi api;

    private RunningApi(TemporaryFolder folder, ActorSystem system, ResultsStore store, HttpApi api, Charge charge)
    {
        (this.folder, this.system, Store, this.api, Charge) = (folder, system, store, api, charge);
        Client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromSeconds(30) }) { BaseAddress = api.Address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public ResultsStore Store { get; }

    /// <summary>Where the API looks for what a run has left.</summary>
    public string ArtifactsOf(RunKey key) => ArtifactsIn(folder, key);

    public HttpClient Client { get; }

    public Charge Charge { get; }

    /// <param name="answer">What the coordinator answers; it says nothing to what it answers with null.</param>
    public static async Task<RunningApi> Start(Func<object, IEnumerable<object>?>? answer = null, string token = "", string host = "127.0.0.1")
    {
        var (folder, system, charge) = (new TemporaryFolder(), ActorSystem.Create("http"), new Charge());
        var store = ResultsStore.Open(folder["sweep.db"]);
        var coordinator = system.ActorOf(Props.Create(() => new StandIn(answer ?? (_ => null))));
        var api = await HttpApi.StartAsync(
            new HttpOptions(host, 0, Encoding.UTF8.GetBytes(token)), store, system, coordinator, charge, key => ArtifactsIn(folder, key),
            TimeProvider.System);
        var running = new RunningApi(folder, system, store, api, charge);
        if (token.Length > 0)
        {
            running.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return running;
    }

    public async Task<JsonElement> Json(string path) => JsonSerializer.Deserialize<JsonElement>(await Client.GetStringAsync(path));

    public Task<HttpResponseMessage> Post(string path, string? json = null) =>
        Client.PostAsync(path, json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await api.DisposeAsync();
        await system.Terminate();
        Store.Dispose();
        folder.Dispose();
    }

    private static string ArtifactsIn(TemporaryFolder folder, RunKey key) => folder[$"{key}.artifacts"];

    private sealed class StandIn : ReceiveActor
    {
        public StandIn(Func<object, IEnumerable<object>?> answer) => ReceiveAny(message =>
        {
            foreach (var reply in answer(message) ?? [])
            {
                Sender.Tell(reply);
            }
        });
    }
}
