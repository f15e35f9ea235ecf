using System.Text.Json;
using SqueezeFlow.Exchanges.Tests.Adapters;

namespace SqueezeFlow.Exchanges.Tests.Venues;

/// <summary>The answers of every venue that is alive.</summary>
internal static class VenueScripts
{
    private static readonly (string, string) HtxPing = ("""{"ping":1790000000123}""", """{"pong":1790000000123}""");

    private static readonly Lazy<ILookup<string, long>> RecordedChannels = new(() => Fixtures.FramesOf("BITFINEX")
        .SelectMany(file => file.Frames)
        .Where(frame => frame.AsSpan().IndexOf("\"subscribed\""u8) >= 0)
        .Select(frame => JsonDocument.Parse(frame).RootElement)
        .Where(ack => ack.TryGetProperty("channel", out var channel) && channel.ValueEquals("trades"))
        .ToLookup(ack => ack.GetProperty("symbol").GetString()!, ack => ack.GetProperty("chanId").GetInt64()));

    /// <summary>Scripts by venue id and endpoint.</summary>
    public static IReadOnlyDictionary<(string Exchange, string Endpoint), VenueScript> All { get; } = new Dictionary<(string, string), VenueScript>
    {
        [("BINANCE", "main")] = new(Binance),
        [("BINANCE_FUTURES", "market")] = new(Binance, Heartbeat: ""),
        [("COINBASE", "exchange")] = new(Coinbase),
        [("KRAKEN", "spot")] = new(Kraken, Heartbeat: "\"ping\""),
        [("BITSTAMP", "main")] = new(Bitstamp),
        [("GEMINI", "v3")] = new(Gemini),
        [("GEMINI", "v2")] = new((_, _) => []),
        [("KUCOIN", "spot")] = new(Kucoin, Heartbeat: "\"ping\""),
        [("KUCOIN", "futures")] = new(Kucoin, Heartbeat: "\"ping\""),
        [("HUOBI", "main")] = new(Htx, HtxPing, IsGzip: true),
        [("HUOBI_FUTURES", "linear")] = new(Htx, HtxPing, IsGzip: true),
        [("HUOBI_FUTURES", "coin")] = new(Htx, HtxPing, IsGzip: true),
        [("GATE", "spot")] = new(Gate, Heartbeat: "spot.ping"),
        [("GATE", "usdt")] = new(Gate, Heartbeat: "futures.ping"),
        [("CRYPTOCOM", "main")] = new(CryptoCom, ("""{"id":77,"method":"public/heartbeat","code":0}""", "public/respond-heartbeat")),
        [("MEXC", "spot")] = new(Mexc, Heartbeat: "\"PING\""),
        [("MEXC", "futures")] = new(MexcFutures, Heartbeat: "\"ping\""),
        [("BYBIT", "linear")] = new(Bybit, Heartbeat: "\"ping\""),
        [("OKX", "main")] = new(Okx, Heartbeat: "ping"),
        [("DERIBIT", "main")] = new(
            Deribit, ("""{"jsonrpc":"2.0","method":"heartbeat","params":{"type":"test_request"}}""", "public/test")),
        [("PHEMEX", "main")] = new(Phemex, Heartbeat: "server.ping"),
        [("BITFINEX", "main")] = new(Bitfinex),
        [("BITGET", "v3")] = new(Bitget, Heartbeat: "ping"),
    };

    private static IEnumerable<string> Binance(JsonElement request, IReadOnlySet<string> refused)
    {
        var id = request.GetProperty("id").GetInt64();
        var streams = request.GetProperty("params").EnumerateArray().Select(stream => stream.GetString()!.Split('@')[0].ToUpperInvariant());
        yield return streams.Any(refused.Contains)
            ? $$$"""{"error":{"code":2,"msg":"Invalid request: unknown stream"},"id":{{{id}}}}"""
            : $$"""{"result":null,"id":{{id}}}""";
    }

    private static IEnumerable<string> Coinbase(JsonElement request, IReadOnlySet<string> refused)
    {
        var products = request.GetProperty("channels")[0].GetProperty("product_ids").EnumerateArray().Select(p => p.GetString()!).ToArray();
        foreach (var bad in products.Where(refused.Contains))
        {
            yield return $$"""{"type":"error","message":"Failed to subscribe","reason":"{{bad}} is not a valid product"}""";
        }

        var good = JsonSerializer.Serialize(products.Where(p => !refused.Contains(p)));
        yield return $$$"""{"type":"subscriptions","channels":[{"name":"matches","product_ids":{{{good}}}},{"name":"heartbeat","product_ids":{{{good}}}}]}""";
    }

    private static IEnumerable<string> Kraken(JsonElement request, IReadOnlySet<string> refused)
    {
        if (request.GetProperty("method").GetString() == "ping")
        {
            yield return """{"method":"pong","time_in":"2026-01-01T00:00:00.000000Z","time_out":"2026-01-01T00:00:00.000001Z"}""";
            yield break;
        }

        var id = request.GetProperty("req_id").GetInt64();
        foreach (var symbol in request.GetProperty("params").GetProperty("symbol").EnumerateArray().Select(s => s.GetString()!))
        {
            yield return refused.Contains(symbol)
                ? $$"""{"error":"Currency pair not supported {{symbol}}","method":"subscribe","req_id":{{id}},"success":false,"symbol":"{{symbol}}","time_in":"2026-01-01T00:00:00.0Z","time_out":"2026-01-01T00:00:00.0Z"}"""
                : $$$"""{"method":"subscribe","req_id":{{{id}}},"result":{"channel":"trade","snapshot":true,"symbol":"{{{symbol}}}"},"success":true,"time_in":"2026-01-01T00:00:00.0Z","time_out":"2026-01-01T00:00:00.0Z"}""";
        }
    }

    private static IEnumerable<string> Bitstamp(JsonElement request, IReadOnlySet<string> refused)
    {
        var channel = request.GetProperty("data").GetProperty("channel").GetString()!;
        yield return refused.Contains(channel["live_trades_".Length..])
            ? """{"event":"bts:error","channel":"","data":{"code":null,"message":"Bad subscription string."}}"""
            : $$$"""{"event":"bts:subscription_succeeded","channel":"{{{channel}}}","data":{}}""";
    }

    private static IEnumerable<string> Gemini(JsonElement request, IReadOnlySet<string> refused)
    {
        var id = request.GetProperty("id").ToString();
        var symbols = request.GetProperty("params").EnumerateArray().Select(p => p.GetString()!.Split('@')[0].ToUpperInvariant());
        yield return symbols.Any(refused.Contains)
            ? $$$"""{"id":{{{id}}},"status":400,"error":{"code":-1121,"msg":"Invalid symbol"}}"""
            : $$"""{"id":{{id}},"status":200,"result":null}""";
    }

    private static IEnumerable<string> Kucoin(JsonElement request, IReadOnlySet<string> refused)
    {
        var id = request.GetProperty("id").ToString();
        if (request.GetProperty("type").GetString() == "ping")
        {
            yield return $$"""{"id":"{{id}}","type":"pong"}""";
            yield break;
        }

        var symbols = request.GetProperty("topic").GetString()!.Split(':')[1].Split(',');
        yield return symbols.FirstOrDefault(refused.Contains) is { } bad
            ? $$"""{"id":"{{id}}","type":"error","code":404,"data":"topic /market/match:{{bad}} is not found"}"""
            : $$"""{"id":"{{id}}","type":"ack"}""";
    }

    private static IEnumerable<string> Htx(JsonElement request, IReadOnlySet<string> refused)
    {
        if (!request.TryGetProperty("sub", out var sub))
        {
            yield break;
        }

        var (topic, id) = (sub.GetString()!, request.GetProperty("id").ToString());
        yield return refused.Contains(topic.Split('.')[1])
            ? $$"""{"id":"{{id}}","status":"error","ts":1790000000000,"err-code":"bad-request","err-msg":"invalid topic {{topic}}"}"""
            : $$"""{"id":"{{id}}","status":"ok","subbed":"{{topic}}","ts":1790000000000}""";
    }

    private static IEnumerable<string> Gate(JsonElement request, IReadOnlySet<string> refused)
    {
        var channel = request.GetProperty("channel").GetString()!;
        if (channel.EndsWith("ping", StringComparison.Ordinal))
        {
            yield return $$"""{"time":1790000000,"channel":"{{channel.Replace("ping", "pong", StringComparison.Ordinal)}}","event":"","error":null,"result":null}""";
            yield break;
        }

        var id = request.GetProperty("id").ToString();
        var bad = request.GetProperty("payload").EnumerateArray().Select(p => p.GetString()!).FirstOrDefault(refused.Contains);
        yield return bad is not null
            ? $$$"""{"time":1790000000,"id":{{{id}}},"channel":"{{{channel}}}","event":"subscribe","error":{"code":2,"message":"unknown currency pair: {{{bad}}}"},"result":{"status":"fail"}}"""
            : $$$"""{"time":1790000000,"id":{{{id}}},"channel":"{{{channel}}}","event":"subscribe","error":null,"result":{"status":"success"}}""";
    }

    private static IEnumerable<string> CryptoCom(JsonElement request, IReadOnlySet<string> refused)
    {
        if (request.GetProperty("method").GetString() != "subscribe")
        {
            yield break;
        }

        var id = request.GetProperty("id").GetInt64();
        var bad = request.GetProperty("params").GetProperty("channels").EnumerateArray()
            .Select(c => c.GetString()!["trade.".Length..]).FirstOrDefault(refused.Contains);
        yield return bad is not null
            ? $$"""{"id":{{id}},"method":"subscribe","code":40004,"message":"invalid channel trade.{{bad}}"}"""
            : $$"""{"id":{{id}},"method":"subscribe","code":0}""";
    }

    private static IEnumerable<string> Mexc(JsonElement request, IReadOnlySet<string> refused)
    {
        if (request.GetProperty("method").GetString() == "PING")
        {
            yield return """{"id":0,"code":0,"msg":"PONG"}""";
            yield break;
        }

        foreach (var channel in request.GetProperty("params").EnumerateArray().Select(c => c.GetString()!))
        {
            yield return refused.Contains(channel.Split('@')[^1])
                ? $$"""{"id":0,"code":0,"msg":"Not Subscribed successfully! [{{channel}}].  Reason: Blocked! "}"""
                : $$"""{"id":0,"code":0,"msg":"{{channel}}"}""";
        }
    }

    private static IEnumerable<string> MexcFutures(JsonElement request, IReadOnlySet<string> refused)
    {
        if (request.GetProperty("method").GetString() == "ping")
        {
            yield return """{"channel":"pong","data":1790000000000}""";
            yield break;
        }

        var symbol = request.GetProperty("param").GetProperty("symbol").GetString()!;
        yield return refused.Contains(symbol)
            ? $$"""{"channel":"rs.error","data":"Contract [{{symbol}}] not exists","ts":1790000000000}"""
            : """{"channel":"rs.sub.deal","data":"success","ts":1790000000000}""";
    }

    private static IEnumerable<string> Bybit(JsonElement request, IReadOnlySet<string> refused)
    {
        var id = request.TryGetProperty("req_id", out var given) ? given.GetString() : "";
        if (request.GetProperty("op").GetString() == "ping")
        {
            yield return $$"""{"success":true,"ret_msg":"pong","conn_id":"c","req_id":"{{id}}","op":"ping"}""";
            yield break;
        }

        var bad = request.GetProperty("args").EnumerateArray().Select(a => a.GetString()!.Split('.')[^1]).FirstOrDefault(refused.Contains);
        yield return bad is not null
            ? $$"""{"success":false,"ret_msg":"Invalid topic: publicTrade.{{bad}}","conn_id":"c","req_id":"{{id}}","op":"subscribe"}"""
            : $$"""{"success":true,"ret_msg":"subscribe","conn_id":"c","req_id":"{{id}}","op":"subscribe"}""";
    }

    private static IEnumerable<string> Okx(JsonElement request, IReadOnlySet<string> refused)
    {
        foreach (var arg in request.GetProperty("args").EnumerateArray())
        {
            yield return arg.TryGetProperty("instId", out var id) && refused.Contains(id.GetString()!)
                ? $$"""{"event":"error","code":"60018","msg":"Wrong URL or channel:trades,instId:{{id.GetString()}} doesn't exist. Please use the correct URL, channel and parameters referring to API document.","connId":"c"}"""
                : $$"""{"event":"subscribe","arg":{{arg.GetRawText()}},"connId":"c"}""";
        }
    }

    private static IEnumerable<string> Deribit(JsonElement request, IReadOnlySet<string> refused)
    {
        var id = request.GetProperty("id").GetInt64();
        if (request.GetProperty("method").GetString() != "public/subscribe")
        {
            yield return $$"""{"jsonrpc":"2.0","id":{{id}},"result":"ok","usIn":1,"usOut":2,"usDiff":1,"testnet":false}""";
            yield break;
        }

        var accepted = request.GetProperty("params").GetProperty("channels").EnumerateArray()
            .Select(c => c.GetString()!).Where(c => !refused.Contains(c.Split('.')[1]));
        yield return $$"""{"jsonrpc":"2.0","id":{{id}},"result":{{JsonSerializer.Serialize(accepted)}},"usIn":1,"usOut":2,"usDiff":1,"testnet":false}""";
    }

    private static IEnumerable<string> Phemex(JsonElement request, IReadOnlySet<string> refused)
    {
        var id = request.GetProperty("id").GetInt64();
        if (request.GetProperty("method").GetString() == "server.ping")
        {
            yield return $$"""{"error":null,"id":{{id}},"result":"pong"}""";
            yield break;
        }

        yield return request.GetProperty("params").EnumerateArray().Any(p => refused.Contains(p.GetString()!))
            ? $$$"""{"error":{"code":6001,"message":"invalid argument"},"id":{{{id}}},"result":null}"""
            : $$$"""{"error":null,"id":{{{id}}},"result":{"status":"success"}}""";
    }

    private static IEnumerable<string> Bitfinex(JsonElement request, IReadOnlySet<string> refused)
    {
        if (request.GetProperty("event").GetString() != "subscribe" || request.GetProperty("channel").GetString() != "trades")
        {
            yield break;
        }

        var symbol = request.GetProperty("symbol").GetString()!;
        if (refused.Contains(symbol))
        {
            yield return $$"""{"channel":"trades","symbol":"{{symbol}}","event":"error","msg":"symbol: invalid","code":10300,"pair":"{{symbol[1..]}}"}""";
            yield break;
        }

        foreach (var channel in ChannelsOf(symbol))
        {
            yield return $$"""{"event":"subscribed","channel":"trades","chanId":{{channel}},"symbol":"{{symbol}}","pair":"{{symbol[1..]}}"}""";
        }
    }

    private static IEnumerable<string> Bitget(JsonElement request, IReadOnlySet<string> refused)
    {
        foreach (var arg in request.GetProperty("args").EnumerateArray())
        {
            yield return arg.TryGetProperty("symbol", out var symbol) && refused.Contains(symbol.GetString()!)
                ? $$"""{"event":"error","arg":{{arg.GetRawText()}},"code":30001,"msg":"instType:usdt-futures,topic:publicTrade,symbol:{{symbol.GetString()}} doesn't exist","op":"subscribe"}"""
                : $$"""{"event":"subscribe","arg":{{arg.GetRawText()}}}""";
        }
    }

    // Recorded frames name their market by the channel number that their session was given; there are several sessions.
    private static IEnumerable<long> ChannelsOf(string symbol) =>
        RecordedChannels.Value[symbol].DefaultIfEmpty(symbol.Aggregate(1_000_000, (sum, letter) => ((sum * 31) + letter) & 0xFFFFFF));
}
