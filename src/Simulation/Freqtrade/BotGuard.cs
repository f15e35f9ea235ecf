using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SqueezeFlow.Simulation.Freqtrade.Api;

namespace SqueezeFlow.Simulation.Freqtrade;

/// <summary>Checks who calls: user and password with each call, or a token. A bearer header settles it: the other is not looked at then.</summary>
internal sealed class BotGuard(BotTokens tokens)
{
    /// <summary>The answer to a call for credentials, or without the right ones; null when it may go on.</summary>
    public BotReply? Answer(HttpContext http, BotRequest request)
    {
        var header = (string?)http.Request.Headers.Authorization;
        switch (request.Method, request.Path)
        {
            case ("GET", "ping"):
                return BotReply.Ok(new JsonObject { ["status"] = "pong" });
            case ("POST", "token/login"):
                return LogIn(header);
            case ("POST", "token/refresh"):
                return tokens.IsBearer(header, "refresh") ? BotReply.Ok(new JsonObject { ["access_token"] = tokens.Refresh() }) : NoToken();
        }

        var isBearer = header?.StartsWith("Bearer", StringComparison.Ordinal) == true;
        if (isBearer ? tokens.IsBearer(header, "access") : tokens.IsBasic(header))
        {
            var isJson = request.Method == "GET" || request.Body.Length == 0 || http.Request.HasJsonContentType();
            return isJson ? null : BotReply.Malformed(BodyReader.Of("model_attributes_type", ["body"], "Input should be a valid dictionary or object to extract fields from", request.Body));
        }

        return isBearer ? NoToken() : BotReply.Unauthorized("Unauthorized", null);
    }

    private static BotReply NoToken() => BotReply.Unauthorized("Could not validate credentials", "Bearer");

    private BotReply LogIn(string? header)
    {
        if (header is null)
        {
            return BotReply.Unauthorized("Not authenticated", "Basic");
        }

        if (!tokens.IsBasic(header))
        {
            return BotReply.Unauthorized("Incorrect username or password", null);
        }

        var (access, refresh) = tokens.LogIn();
        return BotReply.Ok(new JsonObject { ["access_token"] = access, ["refresh_token"] = refresh });
    }
}
