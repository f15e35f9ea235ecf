using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Client.Tests.Doubles;

/// <summary>The HTTP side of a service on loopback: answers what it was given, remembers what it was asked.</summary>
internal sealed class ServiceDouble : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(), new Client.Http.MarketIdConverter() },
    };

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _answers = new();

    private ServiceDouble(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public string Url => _app.Urls.First();

    /// <summary>Requests so far: method, path with query, headers.</summary>
    public ConcurrentQueue<(string Line, IHeaderDictionary Headers)> Requests { get; } = new();

    public static async Task<ServiceDouble> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = new ServiceDouble(builder.Build());
        service._app.Run(service.AnswerAsync);
        await service._app.StartAsync(TestContext.Current.CancellationToken);
        service.Answer("/api/v1/status", Samples.Status());
        return service;
    }

    public static string BodyOf(object view) => JsonSerializer.Serialize(view, Json);

    /// <summary>Answers a path with a view.</summary>
    public ServiceDouble Answer(string path, object view, int status = 200) => AnswerText(path, BodyOf(view), status);

    /// <summary>Answers a path with a text.</summary>
    public ServiceDouble AnswerText(string path, string body, int status = 200, string contentType = "application/json") => On(path, context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(body, context.RequestAborted);
    });

    /// <summary>Refuses a path with problem details.</summary>
    public ServiceDouble Refuse(string path, int status, string title, string detail) =>
        AnswerText(path, BodyOf(new { title, detail, status }), status, "application/problem+json");

    public ServiceDouble On(string path, Func<HttpContext, Task> answer)
    {
        _answers[path] = answer;
        return this;
    }

    /// <summary>Serves a script of events: one list a connection; the last connection stays open until the client leaves.</summary>
    public ServiceDouble Events(params (long Id, string Kind, object Data)[][] connections)
    {
        var served = -1;
        return On("/api/v1/events", async context =>
        {
            var index = Interlocked.Increment(ref served);
            context.Response.ContentType = "text/event-stream";
            foreach (var (id, kind, data) in connections.Length == 0 ? [] : connections[Math.Min(index, connections.Length - 1)])
            {
                await context.Response.WriteAsync($"id: {id}\nevent: {kind}\ndata: {BodyOf(data)}\n\n", context.RequestAborted);
            }

            await context.Response.Body.FlushAsync(context.RequestAborted);
            if (index >= connections.Length - 1)
            {
                var gone = new TaskCompletionSource();
                await using var registration = context.RequestAborted.Register(gone.SetResult);
                await gone.Task;
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context)
    {
        Requests.Enqueue(($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}", new HeaderDictionary(context.Request.Headers.ToDictionary())));
        if (_answers.TryGetValue(context.Request.Path, out var answer))
        {
            return answer(context);
        }

        context.Response.StatusCode = 404;
        return context.Response.WriteAsync(BodyOf(new { title = "Not Found", status = 404 }));
    }
}
