using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Sweep.Coordinator.Documents;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Http;

public sealed class HttpApiTests
{
    private static readonly NodesListed Nodes = new("here", null, 0, 0, [new ListedNode(Some.Node, "x64", 2, 1, [Some.Lease(0)], TimeSpan.Zero, null)]);

    private static string Submission(string study = "some", string? definition = null) => Encoding.UTF8.GetString(
        ProtocolJson.Write(new SubmitSweep(study, definition ?? GridDefinitionJson.Write(Some.Definition(3)), "name: some\n", Fresh: false)));

    private static void Fill(ResultsStore store, SweepPhase phase = SweepPhase.Active, string? digest = null) => store.Write(new StoreBatch
    {
        Sweeps = [StoreRows.SweepNamed() with { Definition = GridDefinitionJson.Write(Some.Definition(4)), Phase = phase, Digest = digest, Completed = 1 }],
        Results = [StoreRows.Completed(0)],
        Epochs = [StoreRows.Epoch(0, 1), StoreRows.Epoch(0, 2), StoreRows.Epoch(1, 1)],
    });

    [Fact]
    public async Task What_the_store_has_of_a_sweep_can_be_read_while_nobody_is_in_charge()
    {
        await using var api = await RunningApi.Start();
        Fill(api.Store);

        Assert.Equal("quickstart-1", Assert.Single((await api.Json("/api/sweeps")).EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(4, StatusJson.Read(await api.Json("/api/sweeps/quickstart-1")).Runs.Total);
        Assert.Equal(StoreRows.Key(0).ToString(), (await api.Json("/api/sweeps/quickstart-1/results"))[0].GetProperty("key").GetString());
        Assert.Equal(3, (await api.Json("/api/sweeps/quickstart-1/epochs")).GetArrayLength());
        Assert.Equal(1, (await api.Json("/api/sweeps/quickstart-1/epochs?run=1")).GetArrayLength());
        Assert.False((await api.Json("/api/sweeps/quickstart-1/verify")).GetProperty("complete").GetBoolean());
        Assert.Equal(["cell"], DescriptionJson.Read(await api.Json("/api/sweeps/quickstart-1/description")).Varying);
    }

    [Fact]
    public async Task A_sweep_that_is_not_there_is_a_problem_that_names_the_one_meant()
    {
        await using var api = await RunningApi.Start();
        Fill(api.Store);

        using var answer = await api.Client.GetAsync("/api/sweeps/quikstart-1");

        var problem = await Problem(answer, HttpStatusCode.NotFound);
        Assert.Contains("Did you mean `quickstart-1`?", problem.GetProperty("detail").GetString());
        Assert.Equal("Not Found", problem.GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/sweeps", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/api/sweeps/quickstart-1/epochs?run=x", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_asked_is_a_problem(string method, string path, HttpStatusCode status)
    {
        await using var api = await RunningApi.Start();
        Fill(api.Store);

        using var answer = await api.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        await Problem(answer, status);
    }

    [Fact]
    public async Task A_submission_is_accepted_though_news_of_the_sweep_come_before_the_word()
    {
        var progress = new SweepProgress(new SweepStatus(Some.Sweep, "some", SweepPhase.Active, new RunCounts(3), null, null), [], 0, 0);
        await using var api = await RunningApi.Start(message => message switch
        {
            ListNodes => [Nodes],
            SubmitSweep { Study: "some" } => [progress, new SweepAccepted(Some.Sweep, Resumed: false, 3, 1)],
            _ => null,
        });

        using var answer = await api.Post("/api/sweeps", Submission());

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("/api/sweeps/some-1", answer.Headers.Location!.ToString());
        Assert.Equal("""{"id":"some-1","resumed":false,"total":3,"reused":1}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_submission_that_is_refused_says_why()
    {
        await using var api = await RunningApi.Start(message => message is ListNodes ? [Nodes] : [new SweepRejected("The store is full.")]);

        using var answer = await api.Post("/api/sweeps", Submission());

        Assert.Equal("The store is full.", (await Problem(answer, HttpStatusCode.Conflict)).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"study":"some"}""")]
    [InlineData("""{"study":"some","definition":"{}","studyText":"","fresh":false}""")]
    public async Task A_submission_that_is_none_is_refused_before_anybody_hears_of_it(string body)
    {
        var heard = new ConcurrentQueue<object>();
        await using var api = await RunningApi.Start(message =>
        {
            heard.Enqueue(message);
            return null;
        });

        using var answer = await api.Post("/api/sweeps", body);

        await Problem(answer, HttpStatusCode.BadRequest);
        Assert.Empty(heard);
    }

    [Theory]
    [InlineData("../etc", "letters a-z")]
    [InlineData("other", "the definition is that of some")]
    [InlineData("some", "`retries` of a grid definition is -1", -1)]
    public async Task A_submission_of_what_is_no_grid_of_that_name_is_refused(string study, string reason, int retries = 2)
    {
        await using var api = await RunningApi.Start();

        using var answer = await api.Post("/api/sweeps", Submission(study, GridDefinitionJson.Write(Some.Definition(3, retries))));

        Assert.Contains(reason, (await Problem(answer, HttpStatusCode.BadRequest)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_body_that_is_larger_than_any_message_is_not_read()
    {
        await using var api = await RunningApi.Start();
        api.Client.DefaultRequestHeaders.ExpectContinue = true;

        using var answer = await api.Post("/api/sweeps", new string(' ', (16 << 20) + 1));

        await Problem(answer, HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("pause", typeof(PauseSweep))]
    [InlineData("resume", typeof(ResumeSweep))]
    [InlineData("cancel", typeof(CancelSweep))]
    public async Task What_is_asked_of_a_sweep_is_asked_of_the_coordinator(string request, Type message)
    {
        await using var api = await RunningApi.Start(heard => heard.GetType() == message ? [new RequestDone(StoreRows.Sweep, "done")] : null);
        Fill(api.Store);

        using var answer = await api.Post($"/api/sweeps/quickstart-1/{request}");

        Assert.Equal("""{"id":"quickstart-1","outcome":"done"}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Nothing_can_be_asked_of_a_sweep_that_has_ended()
    {
        await using var api = await RunningApi.Start();
        Fill(api.Store, SweepPhase.Completed);

        using var answer = await api.Post("/api/sweeps/quickstart-1/pause");

        Assert.Contains("is completed already", (await Problem(answer, HttpStatusCode.Conflict)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task While_nobody_is_in_charge_what_needs_a_coordinator_is_to_be_asked_again_later()
    {
        await using var api = await RunningApi.Start();
        Fill(api.Store);

        using var answer = await api.Post("/api/sweeps/quickstart-1/pause");

        Assert.Contains("No coordinator is in charge", (await Problem(answer, HttpStatusCode.ServiceUnavailable)).GetProperty("detail").GetString());
        Assert.Equal(5, answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
    }

    [Fact]
    public async Task Nodes_are_listed_and_drained_by_name()
    {
        await using var api = await RunningApi.Start(message => message switch
        {
            ListNodes => [Nodes],
            DrainNamedNode { Name: "node-a" } request => [new NodeDraining(Some.Node, request.Reason)],
            DrainNamedNode request => [new NodeUnknown(request.Name, ["node-a"])],
            _ => null,
        });

        Assert.Equal("ready", (await api.Json("/api/nodes"))[0].GetProperty("state").GetString());
        using var drained = await api.Post("/api/nodes/node-a/drain");
        Assert.Equal(HttpStatusCode.Accepted, drained.StatusCode);
        using var unknown = await api.Post("/api/nodes/node-b/drain");
        Assert.Contains("Did you mean `node-a`?", (await Problem(unknown, HttpStatusCode.NotFound)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_node_that_cannot_be_drained_now_is_a_conflict_that_says_why()
    {
        await using var api = await RunningApi.Start(message => message is DrainNamedNode ? [new SweepRejected("The store cannot be opened yet.")] : null);

        using var answer = await api.Post("/api/nodes/node-a/drain");

        Assert.Equal("The store cannot be opened yet.", (await Problem(answer, HttpStatusCode.Conflict)).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LocalHost")]
    public async Task Any_free_port_of_localhost_will_do(string host)
    {
        await using var api = await RunningApi.Start(host: host);

        Assert.StartsWith("alive", await api.Client.GetStringAsync("/healthz"));
    }

    [Fact]
    public async Task Events_come_as_they_happen_and_end_with_the_sweep()
    {
        var started = new RunEvent.Started(new RunId(StoreRows.Sweep, 0), 1, Some.Slot(), StoreRows.Completed(0).Parameters);
        await using var api = await RunningApi.Start(
            message => message is WatchSweep ? [started, Progress(StoreRows.Sweep, null), Progress(StoreRows.Sweep, "00ff")] : null);
        Fill(api.Store);

        var events = await api.Client.GetStringAsync("/api/sweeps/quickstart-1/events");

        Assert.Equal(["run-started", "sweep-progress", "sweep-progress"], Named(events));
        Assert.EndsWith($"data: {Encoding.UTF8.GetString(ProtocolJson.Write(Progress(StoreRows.Sweep, "00ff")))}\n\n", events);
    }

    [Fact]
    public async Task The_events_of_a_sweep_that_has_ended_are_its_end()
    {
        await using var api = await RunningApi.Start();
        Fill(api.Store, SweepPhase.Completed, "00ff");

        Assert.Equal(["sweep-progress"], Named(await api.Client.GetStringAsync("/api/sweeps/quickstart-1/events")));
    }

    [Fact]
    public async Task A_sweep_that_the_coordinator_gives_up_ends_the_events_with_the_reason()
    {
        await using var api = await RunningApi.Start(message => message is WatchSweep ? [new SweepRejected("It cannot read its journal.")] : null);
        Fill(api.Store);

        Assert.Equal(["sweep-rejected"], Named(await api.Client.GetStringAsync("/api/sweeps/quickstart-1/events")));
    }

    [Theory]
    [InlineData(true, "in charge")]
    [InlineData(false, "standby")]
    public async Task A_standby_is_healthy_and_ready_and_says_what_it_is(bool inCharge, string role)
    {
        await using var api = await RunningApi.Start();
        api.Charge.Set(inCharge);

        Assert.Equal($"alive, {role}\n", await api.Client.GetStringAsync("/healthz"));
        Assert.Equal($"ready, {role}\n", await api.Client.GetStringAsync("/readyz"));
    }

    [Fact]
    public async Task A_coordinator_whose_store_is_gone_is_alive_but_not_ready()
    {
        await using var api = await RunningApi.Start();
        api.Store.Dispose();
        var file = api.Store.Database.ToString();
        File.WriteAllText(file, "no database");

        using var ready = await api.Client.GetAsync("/readyz");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("not ready, standby: the store cannot be reached\n", await ready.Content.ReadAsStringAsync());
        Assert.StartsWith("alive", await api.Client.GetStringAsync("/healthz"));
    }

    [Fact]
    public async Task Metrics_of_the_coordinator_in_charge_count_its_nodes()
    {
        await using var api = await RunningApi.Start(message => message is ListNodes ? [Nodes] : null);
        Fill(api.Store);
        Assert.DoesNotContain("sweep_nodes", await api.Client.GetStringAsync("/metrics"));
        api.Charge.Set(true);

        var page = await api.Client.GetStringAsync("/metrics");

        Assert.Contains("\nsweep_nodes{state=\"ready\"} 1\n", page);
        Assert.Contains("\nsweep_runs{state=\"waiting\"} 2\n", page);
        Assert.Contains("\nsweep_runs{state=\"running\"} 1\n", page);
    }

    [Fact]
    public async Task What_a_run_has_left_is_the_file_as_it_is()
    {
        await using var api = await RunningApi.Start();
        var content = Enumerable.Range(0, 300_000).Select(i => (byte)i).ToArray();
        await File.WriteAllBytesAsync(api.ArtifactsOf(StoreRows.Key(0)), content);

        using var answer = await api.Client.GetAsync($"/api/artifacts/{StoreRows.Key(0)}");

        Assert.Equal(content.Length, answer.Content.Headers.ContentLength);
        Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", HttpStatusCode.NotFound, "has left no artifacts")]
    [InlineData("..%2F..%2Fetc%2Fpasswd", HttpStatusCode.BadRequest, "64 hexadecimal digits")]
    public async Task What_no_run_has_left_is_refused(string key, HttpStatusCode status, string words)
    {
        await using var api = await RunningApi.Start();

        using var answer = await api.Client.GetAsync($"/api/artifacts/{key}");

        Assert.Contains(words, (await Problem(answer, status)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task The_definition_of_a_sweep_is_the_one_that_was_submitted()
    {
        await using var api = await RunningApi.Start();
        Fill(api.Store);

        Assert.Equal(GridDefinitionJson.Write(Some.Definition(4)), await api.Client.GetStringAsync("/api/sweeps/quickstart-1/definition"));
    }

    [Fact]
    public async Task As_many_idle_connections_as_there_may_be_keep_probes_out_for_seconds_only()
    {
        await using var api = await RunningApi.Start();
        var at = new IPEndPoint(IPAddress.Loopback, api.Client.BaseAddress!.Port);
        var idle = new List<Socket>();
        try
        {
            for (var count = 0; count < 1000; count++)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                idle.Add(socket);
                await socket.ConnectAsync(at);
            }

            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            foreach (var socket in idle.Take(500))
            {
                Assert.Equal(0, await socket.ReceiveAsync(new byte[1], limit.Token));
            }

            Assert.StartsWith("alive", await api.Client.GetStringAsync("/healthz", limit.Token));
        }
        finally
        {
            idle.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task The_root_says_what_there_is()
    {
        await using var api = await RunningApi.Start();

        Assert.Contains("/api/sweeps/ID/events", await api.Client.GetStringAsync("/"));
    }

    private static SweepProgress Progress(SweepId sweep, string? digest) =>
        new(new SweepStatus(sweep, "quickstart", SweepPhase.Active, new RunCounts(3), null, digest), [], 0, 0);

    private static IEnumerable<string> Named(string events) =>
        events.Split('\n').Where(line => line.StartsWith("event: ", StringComparison.Ordinal)).Select(line => line["event: ".Length..]);

    private static async Task<JsonElement> Problem(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        return problem;
    }
}
