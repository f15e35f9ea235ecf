using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace SqueezeFlow.Silo.Tests.Commands;

/// <summary>Somebody on loopback who gives the same answer to everybody, or none.</summary>
internal sealed class AnsweringService : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly WebApplication _app;

    private AnsweringService(int status, string? body)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async context =>
        {
            _asked.Enqueue(context.Request.Path);
            if (body is null)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
                return;
            }

            context.Response.StatusCode = status;
            await context.Response.WriteAsync(body);
        });
    }

    public Uri Url => new(_app.Urls.First());

    public IReadOnlyCollection<string> Asked => _asked;

    public static async Task<AnsweringService> StartAsync(int status, string? body)
    {
        var service = new AnsweringService(status, body);
        await service._app.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
