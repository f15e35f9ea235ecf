using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Execution.Tests.Freqtrade.Double;

/// <summary>A bot on loopback that answers as the recorded one, and fails on demand.</summary>
internal sealed class BotDouble : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<BotFault>> _faults = new();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _held = new(0);
    private readonly SemaphoreSlim _rival = new(0);
    private int _entriesInFlight;

    private BotDouble(WebApplication app) => _app = app;

    public BotBooks Books { get; } = new();

    public BotTokensIssued Tokens { get; } = new();

    /// <summary>Method and path of every call, in order.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Most entries seen at once.</summary>
    public int MostEntriesInFlight { get; private set; }

    /// <summary>How long an entry waits for a second one to arrive beside it; what is in flight together is then seen together.</summary>
    public TimeSpan WaitForRival { get; set; }

    public Uri Url => new(_app.Urls.Single());

    public static async Task<BotDouble> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var bot = new BotDouble(app);
        app.Run(bot.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return bot;
    }

    /// <summary>Makes the next call of a name go wrong; several queue up.</summary>
    public void Fail(string call, BotFault fault, int times = 1)
    {
        var queue = _faults.GetOrAdd(call, _ => new());
        for (var i = 0; i < times; i++)
        {
            queue.Enqueue(fault);
        }
    }

    /// <summary>Waits until an answer is being kept back.</summary>
    public async Task UntilHeldAsync() =>
        Assert.True(await _held.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), "no call was held within 30 s");

    public int CountOf(string call) => Calls.Count(seen => seen == call);

    public async ValueTask DisposeAsync()
    {
        _released.TrySetResult();
        await _app.DisposeAsync();
        _held.Dispose();
        _rival.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!["/api/v1/".Length..];
        var call = path.Split('/')[0] == "token" ? path : path.Split('/')[0];
        Calls.Enqueue($"{http.Request.Method} {call}");
        if (call != "forceenter")
        {
            await AnswerAsync(http, path, call);
            return;
        }

        await MeetRivalAsync();
        await AnswerAsync(http, path, call);
        lock (_lock)
        {
            _entriesInFlight--;
        }
    }

    private async Task MeetRivalAsync()
    {
        lock (_lock)
        {
            MostEntriesInFlight = Math.Max(MostEntriesInFlight, ++_entriesInFlight);
            if (_entriesInFlight > 1)
            {
                _rival.Release();
            }
        }

        if (WaitForRival > TimeSpan.Zero)
        {
            await _rival.WaitAsync(WaitForRival);
        }
    }

    private async Task AnswerAsync(HttpContext http, string path, string call)
    {
        BotFault? fault = _faults.TryGetValue(call, out var faults) && faults.TryDequeue(out var next) ? next : null;
        var body = http.Request.ContentLength > 0
            ? (await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted))!.AsObject()
            : [];
        switch (fault)
        {
            case BotFault.Error:
                await WriteAsync(http, 500, "text/plain", "Internal Server Error");
                return;
            case BotFault.Drop:
                http.Abort();
                return;
            case BotFault.ProxyFault:
                await WriteAsync(http, 502, "text/html", "<html>Bad Gateway</html>");
                return;
            case BotFault.Garbage:
                await WriteAsync(http, 200, "application/json", "{\"trade_id\": 1");
                return;
        }

        var reply = Act(http, path, call, body);
        await DeliverAsync(http, reply, fault);
    }

    private async Task DeliverAsync(HttpContext http, BotReply reply, BotFault? fault)
    {
        switch (fault)
        {
            case BotFault.ErrorAfterEffect:
                await WriteAsync(http, 500, "text/plain", "Internal Server Error");
                return;
            case BotFault.DropAfterEffect:
                http.Abort();
                return;
            case BotFault.HoldAfterEffect:
                _held.Release();
                await Task.WhenAny(_released.Task, Task.Delay(Timeout.Infinite, http.RequestAborted));
                http.Abort();
                return;
            case BotFault.ForeignTrade:
                reply.Body!["enter_tag"] = "somebody-else";
                break;
        }

        await WriteAsync(http, reply.Status, "application/json", reply.Body!.ToJsonString());
    }

    private BotReply Act(HttpContext http, string path, string call, JsonObject body)
    {
        lock (_lock)
        {
            var header = (string?)http.Request.Headers.Authorization;
            if (call is "token/login" or "token/refresh")
            {
                return Sign(call, header);
            }

            if (call == "ping")
            {
                return BotReply.Ok(new JsonObject { ["status"] = "pong" });
            }

            return BotTokensIssued.IsBasic(header) || Tokens.IsAccess(header)
                ? Route(http, path, call, body)
                : BotReply.Detail(401, header?.StartsWith("Bearer", StringComparison.Ordinal) == true ? "Could not validate credentials" : "Unauthorized");
        }
    }

    private BotReply Sign(string call, string? header)
    {
        if (call == "token/refresh")
        {
            return Tokens.IsRefresh(header)
                ? BotReply.Ok(new JsonObject { ["access_token"] = Tokens.Refresh() })
                : BotReply.Detail(401, "Could not validate credentials");
        }

        if (!BotTokensIssued.IsBasic(header))
        {
            return BotReply.Detail(401, "Incorrect username or password");
        }

        var (access, refresh) = Tokens.LogIn();
        return BotReply.Ok(new JsonObject { ["access_token"] = access, ["refresh_token"] = refresh });
    }

    private BotReply Route(HttpContext http, string path, string call, JsonObject body) => (http.Request.Method, call) switch
    {
        ("GET", "show_config") => Books.Config(),
        ("GET", "health") => Books.Health(),
        ("GET", "balance") => BotBooks.Balance(),
        ("GET", "status") => Books.Status(),
        ("GET", "trades") => Books.Closed(Query(http, "limit", 500), Query(http, "offset", 0)),
        ("GET", "trade") => Books.Trade(path["trade/".Length..]),
        ("POST", "forceenter") => Books.Enter(body),
        ("POST", "forceexit") => Books.Exit(body),
        _ => BotReply.Detail(404, "Not Found"),
    };

    private static int Query(HttpContext http, string name, int otherwise) =>
        int.TryParse(http.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private static Task WriteAsync(HttpContext http, int status, string contentType, string body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        return http.Response.WriteAsync(body, http.RequestAborted);
    }
}
