using Microsoft.AspNetCore.Http;
using SqueezeFlow.Simulation.Freqtrade.Api;
using SqueezeFlow.Simulation.Freqtrade.Books;
using SqueezeFlow.Simulation.Freqtrade.Messages;

namespace SqueezeFlow.Simulation.Freqtrade;

/// <summary>Takes HTTP calls in: counts them, lets them go wrong, checks who calls, and sends the answer.</summary>
internal sealed class BotDoor(
    BotRoutes routes, BotSettings settings, BotTokens tokens, BotFaults faults, BotCounts counts, MessageHub hub, CancellationToken stopping)
{
    private const string Root = "/api/v1/";

    private readonly BotGuard _guard = new(tokens);

    /// <summary>Answers a call, or drops it.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        if (!path.StartsWith(Root, StringComparison.Ordinal))
        {
            await BotWriter.WriteAsync(http, BotReply.Detail(404, "Not Found"));
            return;
        }

        path = path[Root.Length..];
        var parts = path.Split('/');
        var call = new BotCall(http.Request.Method, parts[0] is "token" or "message" ? path : parts[0], path, http.Request.QueryString.Value ?? "");
        counts.Add(call);
        try
        {
            await (call.Name == "message/ws" ? ListenAsync(http) : ServeAsync(http, call));
        }
        finally
        {
            counts.End(call);
        }
    }

    private async Task ListenAsync(HttpContext http)
    {
        var token = http.Request.Query["token"].ToString();
        if (!http.WebSockets.IsWebSocketRequest || (token != settings.WsToken && !tokens.IsToken(token, "access")))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, http.RequestAborted);
        await hub.ServeAsync(socket, end.Token);
    }

    private async Task ServeAsync(HttpContext http, BotCall call)
    {
        var fault = faults.Next(call);
        var holds = faults.Take(call);
        using var reader = new StreamReader(http.Request.Body);
        var request = new BotRequest(call.Method, call.Path, call.Query, await reader.ReadToEndAsync(stopping));
        BotReply reply;
        try
        {
            reply = await ActAsync(http, request, call, fault, holds);
        }
        catch (BotFaultException)
        {
            await BotWriter.FailAsync(http, fault!.Value);
            return;
        }

        await HoldAsync(holds, BotHoldPoint.AfterEffect);
        await BotWriter.DeliverAsync(http, reply, fault, stopping);
        await HoldAsync(holds, BotHoldPoint.AfterAnswer);
    }

    private async Task<BotReply> ActAsync(HttpContext http, BotRequest request, BotCall call, BotFault? fault, IReadOnlyList<BotHold> holds)
    {
        if (fault == BotFault.Unauthorized)
        {
            return BotReply.Unauthorized("Unauthorized", null);
        }

        // An order fails at the venue, behind the bot's checks; any other call fails at once.
        var isOrder = call.Name is "forceenter" or "forceexit";
        if (!isOrder)
        {
            await AtVenueAsync(call, fault, holds);
        }

        return _guard.Answer(http, request) ?? await routes.AnswerAsync(request, isOrder ? () => AtVenueAsync(call, fault, holds) : static () => Task.CompletedTask);
    }

    // Whoever has called may have gone: what has come in is carried out all the same.
    private async Task AtVenueAsync(BotCall call, BotFault? fault, IReadOnlyList<BotHold> holds)
    {
        await HoldAsync(holds, BotHoldPoint.BeforeEffect);
        if (call.Name == "forceenter" && settings.EntryDelay > TimeSpan.Zero)
        {
            await Task.Delay(settings.EntryDelay, TimeProvider.System, stopping);
        }

        if (fault == BotFault.Slow)
        {
            await Task.Delay(faults.Slowness, TimeProvider.System, stopping);
        }

        if (fault is BotFault.Error or BotFault.Drop or BotFault.ProxyFault or BotFault.ProxyPage or BotFault.Garbage or BotFault.TooMany or BotFault.Redirect)
        {
            throw new BotFaultException();
        }
    }

    private Task HoldAsync(IReadOnlyList<BotHold> holds, BotHoldPoint point) =>
        Task.WhenAll(holds.Where(hold => hold.Point == point).Select(static hold => hold.HoldAsync())).WaitAsync(stopping);

    private sealed class BotFaultException : Exception;
}
