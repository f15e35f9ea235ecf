using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace SqueezeFlow.Notifications.Tests.Doubles;

/// <summary>An HTTP server on loopback that keeps what it is sent and answers as it is told.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Func<int, HttpContext, Task> _answer;
    private readonly ConcurrentQueue<ReceivedCall> _calls = new();
    private int _count;

    private Receiver(Func<int, HttpContext, Task> answer)
    {
        _answer = answer;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    /// <summary>What was sent so far.</summary>
    public ReceivedCall[] Calls => [.. _calls];

    public string Url => _app.Urls.First();

    public int Port => new Uri(Url).Port;

    /// <summary>One that answers each call by its number, the first is 1.</summary>
    public static async Task<Receiver> StartAsync(Func<int, HttpContext, Task>? answer = null)
    {
        var receiver = new Receiver(answer ?? ((_, _) => Task.CompletedTask));
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>One that answers with these statuses in turn, and 200 after them.</summary>
    public static Task<Receiver> StartAsync(params int[] statuses) => StartAsync((number, context) =>
    {
        context.Response.StatusCode = number <= statuses.Length ? statuses[number - 1] : 200;
        return Task.CompletedTask;
    });

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _calls.Enqueue(new(context.Request.Path, context.Request.ContentType ?? "", context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
        await _answer(Interlocked.Increment(ref _count), context);
    }
}
