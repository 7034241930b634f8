using System.Net;
using System.Net.Http.Headers;

namespace Sweep.Coordinator.Tests.Http;

public sealed class AccessTests
{
    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("Bearer", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer 0123456789abcdeF", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer 0123456789abcdef0", HttpStatusCode.Unauthorized)]
    [InlineData("Basic 0123456789abcdef", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer 0123456789abcdef", HttpStatusCode.OK)]
    [InlineData("bearer 0123456789abcdef", HttpStatusCode.OK)]
    public async Task Where_there_is_a_token_only_those_who_bear_it_are_answered(string? authorization, HttpStatusCode status)
    {
        await using var api = await RunningApi.Start(token: RunningApi.Token);
        api.Client.DefaultRequestHeaders.Authorization = null;
        api.Client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        using var answer = await api.Client.GetAsync("/api/sweeps");

        Assert.Equal(status, answer.StatusCode);
        if (status == HttpStatusCode.Unauthorized)
        {
            Assert.Equal([new AuthenticationHeaderValue("Bearer")], answer.Headers.WwwAuthenticate);
            Assert.Contains("SWEEP_TOKEN", await answer.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData("/healthz", HttpStatusCode.OK)]
    [InlineData("/readyz", HttpStatusCode.OK)]
    [InlineData("/metrics", HttpStatusCode.Unauthorized)]
    [InlineData("/healthz/..%2fapi/sweeps", HttpStatusCode.Unauthorized)]
    [InlineData("/", HttpStatusCode.Unauthorized)]
    public async Task Probes_need_no_token_and_all_else_does(string path, HttpStatusCode status)
    {
        await using var api = await RunningApi.Start(token: RunningApi.Token);
        api.Client.DefaultRequestHeaders.Authorization = null;

        using var answer = await api.Client.GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("evil.example", null, HttpStatusCode.Forbidden)]
    [InlineData("localhost", null, HttpStatusCode.OK)]
    [InlineData("[::1]:4080", null, HttpStatusCode.OK)]
    [InlineData("localhost", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost", "http://localhost", HttpStatusCode.OK)]
    public async Task Without_a_token_pages_of_others_in_a_browser_are_refused(string host, string? origin, HttpStatusCode status)
    {
        await using var api = await RunningApi.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/sweeps") { Headers = { Host = host } };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var answer = await api.Client.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
    }
}
