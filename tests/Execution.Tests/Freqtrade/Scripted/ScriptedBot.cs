using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Execution.Tests.Freqtrade.Scripted;

/// <summary>Something on loopback that answers each call with what it was given: any status, any bytes. It begins as a sound bot without trades.</summary>
internal sealed class ScriptedBot : IAsyncDisposable
{
    public const string User = "squeezeflow";
    public const string Password = "p4ssw0rd-that-nobody-may-read";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _answers = new();

    private ScriptedBot(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.Single());

    /// <summary>Method, path and query of every call, in order.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>The description of a bot as it is set up in <c>deploy/freqtrade</c>.</summary>
    public static string SoundConfig { get; } = """
        {"version":"2026.6","api_version":2.47,"strategy":"SqueezeFlowShell","strategy_version":"squeezeflow-1","bot_name":"squeezeflow-exec",
         "state":"running","dry_run":true,"trading_mode":"futures","margin_mode":"isolated","stake_currency":"USDT","stake_amount":"100",
         "max_open_trades":2.0,"force_entry_enable":true,"position_adjustment_enable":false,"stoploss":-0.25,
         "order_types":{"entry":"market","exit":"market","force_entry":"market","force_exit":"market","emergency_exit":"market","stoploss":"market","stoploss_on_exchange":false},
         "entry_pricing":{"price_side":"other","use_order_book":true},"exit_pricing":{"price_side":"other","use_order_book":true},
         "unfilledtimeout":{"entry":10,"exit":10,"unit":"minutes","exit_timeout_count":0}}
        """;

    public static async Task<ScriptedBot> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var bot = new ScriptedBot(builder.Build());
        bot._app.UseWebSockets();
        bot._app.Run(bot.AnswerAsync);
        bot.Answer("show_config", SoundConfig);
        bot.Answer("health", """{"last_process_ts":1795368690,"bot_startup_ts":1795368671}""");
        bot.Answer("balance", """{"currencies":[{"currency":"USDT","free":9700.95,"is_position":false}],"total":10000.93,"total_bot":9900.92}""");
        bot.Answer("whitelist", """{"whitelist":["BTC/USDT:USDT","ETH/USDT:USDT"],"length":2,"method":["StaticPairList"]}""");
        bot.Answer("status", "[]");
        bot.Answer("trades", """{"trades":[],"trades_count":0,"offset":0,"total_trades":0}""");
        await bot._app.StartAsync(TestContext.Current.CancellationToken);
        return bot;
    }

    /// <summary>Answers a call: the path below <c>/api/v1/</c> up to its query.</summary>
    public void Answer(string call, string body, int status = 200, string contentType = "application/json") =>
        Answer(call, Encoding.UTF8.GetBytes(body), status, contentType);

    /// <inheritdoc cref="Answer(string, string, int, string)"/>
    public void Answer(string call, byte[] body, int status = 200, string contentType = "application/json") => On(call, http =>
    {
        (http.Response.StatusCode, http.Response.ContentType) = (status, contentType);
        return http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    });

    public void On(string call, Func<HttpContext, Task> answer) => _answers[call] = answer;

    /// <summary>Answers with what comes in the place of every call, whatever it is.</summary>
    public void OnEverything(Func<HttpContext, Task> answer)
    {
        foreach (var call in _answers.Keys)
        {
            _answers[call] = answer;
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!["/api/v1/".Length..];
        Calls.Enqueue($"{http.Request.Method} {path}{http.Request.QueryString}");
        if (_answers.TryGetValue(path, out var answer))
        {
            return answer(http);
        }

        http.Response.StatusCode = 404;
        return http.Response.WriteAsync("""{"detail":"Not Found"}""", http.RequestAborted);
    }
}
