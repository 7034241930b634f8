using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Sweep.Cli.Servers;

namespace Sweep.Cli.Tests.Servers;

/// <summary>A server that answers as the test says, and a way to it.</summary>
internal sealed class OtherServer : IAsyncDisposable
{
    private readonly WebApplication application;

    private OtherServer(WebApplication application, SweepServer asked) => (this.application, Asked) = (application, asked);

    public SweepServer Asked { get; }

    public static async Task<OtherServer> StartAsync(RequestDelegate answer, string token = "", ServerPatience? patience = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        application.Run(answer);
        await application.StartAsync();
        return new OtherServer(application, new SweepServer(new Uri(application.Urls.First()), token, patience));
    }

    public async ValueTask DisposeAsync()
    {
        Asked.Dispose();
        await application.DisposeAsync();
    }
}
