using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SqueezeFlow.Simulation.Freqtrade.Api;

namespace SqueezeFlow.Simulation.Freqtrade;

/// <summary>Sends answers, whole or spoiled.</summary>
internal static class BotWriter
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Fails without having done anything.</summary>
    public static Task FailAsync(HttpContext http, BotFault fault)
    {
        switch (fault)
        {
            case BotFault.Drop:
                http.Abort();
                return Task.CompletedTask;
            case BotFault.ProxyFault:
                return WriteAsync(http, 502, "text/html", "<html><body><h1>502 Bad Gateway</h1></body></html>");
            case BotFault.ProxyPage:
                return WriteAsync(http, 200, "text/html", "<html><body>Please sign in.</body></html>");
            case BotFault.Garbage:
                return WriteAsync(http, 200, "application/json", """{"trade_id": 1, "pair": "ET""");
            case BotFault.TooMany:
                return WriteAsync(http, 429, "text/html", "<html><body><h1>429 Too Many Requests</h1></body></html>");
            case BotFault.Redirect:
                http.Response.Headers.Location = "https://elsewhere.invalid/";
                return WriteAsync(http, 302, "text/html", "");
            default:
                return WriteAsync(http, 500, "text/plain; charset=utf-8", "Internal Server Error");
        }
    }

    /// <summary>Answers, as far as the fault lets it.</summary>
    public static async Task DeliverAsync(HttpContext http, BotReply reply, BotFault? fault, CancellationToken stopping)
    {
        switch (fault)
        {
            case BotFault.ErrorAfterEffect:
                await WriteAsync(http, 500, "text/plain; charset=utf-8", "Internal Server Error");
                return;
            case BotFault.DropAfterEffect:
                http.Abort();
                return;
            case BotFault.HoldAfterEffect:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                http.Abort();
                return;
            case BotFault.GarbageAfterEffect:
                var text = reply.Body.ToJsonString(Plain);
                await WriteAsync(http, reply.Status, "application/json", text[..(text.Length / 2)]);
                return;
            case BotFault.ForeignTrade when reply.Body is JsonObject trade && trade.ContainsKey("enter_tag"):
                trade["enter_tag"] = "somebody-else";
                break;
        }

        await WriteAsync(http, reply);
    }

    /// <summary>Answers.</summary>
    public static Task WriteAsync(HttpContext http, BotReply reply)
    {
        if (reply.Challenge is { } challenge)
        {
            http.Response.Headers.WWWAuthenticate = challenge;
        }

        return WriteAsync(http, reply.Status, "application/json", reply.Body.ToJsonString(Plain));
    }

    private static async Task WriteAsync(HttpContext http, int status, string contentType, string body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        await http.Response.WriteAsync(body, http.RequestAborted);
        await http.Response.CompleteAsync();
    }
}
