using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SqueezeFlow.Execution.Freqtrade.Rest.Credentials;
using SqueezeFlow.Execution.Freqtrade.Settings;

namespace SqueezeFlow.Execution.Freqtrade.Rest;

/// <summary>The bot's REST API, typed. Signs in, and once more when credentials are refused; repeats nothing else.</summary>
internal sealed class FreqtradeClient(FreqtradeTransport transport, IFreqtradeCredentials credentials, SecretMask mask, FreqtradeOptions options)
{
    private static readonly FreqtradeJson Json = FreqtradeJson.Default;
    private volatile BotConfig? _lastConfig;

    /// <summary>What the bot last said of itself; null until it did.</summary>
    public BotConfig? LastConfig => _lastConfig;

    /// <summary>How far the bot's clock is ahead of ours; null until it answered.</summary>
    public TimeSpan? ClockAhead => transport.ClockAhead;

    /// <summary>What <see cref="ShowConfigAsync"/> asks, with all that it tells.</summary>
    public Task<FreqtradeReply<BotDescription>> DescribeAsync(CancellationToken cancellationToken) =>
        GetAsync("show_config", Json.BotDescription, cancellationToken);

    public Task<FreqtradeReply<BotWhitelist>> WhitelistAsync(CancellationToken cancellationToken) =>
        GetAsync("whitelist", Json.BotWhitelist, cancellationToken);

    public async Task<FreqtradeReply<BotConfig>> ShowConfigAsync(CancellationToken cancellationToken)
    {
        var reply = await GetAsync("show_config", Json.BotConfig, cancellationToken).ConfigureAwait(false);
        _lastConfig = reply.Body ?? _lastConfig;
        return reply;
    }

    public Task<FreqtradeReply<BotHealth>> HealthAsync(CancellationToken cancellationToken) =>
        GetAsync("health", Json.BotHealth, cancellationToken);

    public Task<FreqtradeReply<BotBalance>> BalanceAsync(CancellationToken cancellationToken) =>
        GetAsync("balance", Json.BotBalance, cancellationToken);

    /// <summary>Open trades.</summary>
    public Task<FreqtradeReply<FreqtradeTrade[]>> StatusAsync(CancellationToken cancellationToken) =>
        GetAsync("status", Json.FreqtradeTradeArray, cancellationToken);

    /// <summary>One trade, open or closed.</summary>
    public Task<FreqtradeReply<FreqtradeTrade>> TradeAsync(string id, CancellationToken cancellationToken) =>
        GetAsync($"trade/{Uri.EscapeDataString(id)}", Json.FreqtradeTrade, cancellationToken);

    /// <summary>The last closed trades by id, ascending, at most <paramref name="count"/>.</summary>
    public async Task<FreqtradeReply<TradePage>> LatestTradesAsync(int count, CancellationToken cancellationToken)
    {
        var first = await TradesAsync(count, 0, cancellationToken).ConfigureAwait(false);
        return first.Body?.TotalTrades is { } total && total > count
            ? await TradesAsync(count, total - count, cancellationToken).ConfigureAwait(false)
            : first;
    }

    public Task<FreqtradeReply<FreqtradeTrade>> ForceEnterAsync(ForceEnter entry, CancellationToken cancellationToken) =>
        SendAsync(
            new(HttpMethod.Post, "forceenter", options.EntryTimeout, JsonSerializer.SerializeToUtf8Bytes(entry, Json.ForceEnter)),
            Json.FreqtradeTrade,
            cancellationToken);

    public Task<FreqtradeReply<BotAcknowledgement>> ForceExitAsync(ForceExit exit, CancellationToken cancellationToken) =>
        SendAsync(
            new(HttpMethod.Post, "forceexit", options.Timeout, JsonSerializer.SerializeToUtf8Bytes(exit, Json.ForceExit)),
            Json.BotAcknowledgement,
            cancellationToken);

    private Task<FreqtradeReply<TradePage>> TradesAsync(int limit, long offset, CancellationToken cancellationToken)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"trades?limit={limit}&offset={offset}&order_by_id=true");
        return GetAsync(query, Json.TradePage, cancellationToken);
    }

    private Task<FreqtradeReply<T>> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        SendAsync(new(HttpMethod.Get, path, options.Timeout), type, cancellationToken);

    private async Task<FreqtradeReply<T>> SendAsync<T>(FreqtradeRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var (kind, header, reason) = await credentials.GetAsync(cancellationToken).ConfigureAwait(false);
        if (header is null)
        {
            return new(kind, null, reason);
        }

        var answer = await transport.SendAsync(request, header, cancellationToken).ConfigureAwait(false);
        if (answer.Kind == ReplyKind.Unauthorized
            && (await credentials.RenewAsync(header, cancellationToken).ConfigureAwait(false)).Header is { } renewed)
        {
            answer = await transport.SendAsync(request, renewed, cancellationToken).ConfigureAwait(false);
        }

        return Parse(answer, type);
    }

    private FreqtradeReply<T> Parse<T>(FreqtradeAnswer answer, JsonTypeInfo<T> type)
        where T : class
    {
        if (answer.Kind != ReplyKind.Ok)
        {
            return new(answer.Kind, null, answer.Reason);
        }

        try
        {
            var body = JsonSerializer.Deserialize(answer.Body, type);
            return body is not null && !HasHoles(body)
                ? new(ReplyKind.Ok, body, string.Empty)
                : new(ReplyKind.Lost, null, $"nothing where something must be: {mask.Excerpt(answer.Body)}");
        }
        catch (JsonException fault)
        {
            return new(ReplyKind.Lost, null, $"cannot be read ({mask.Excerpt(fault.Message)}): {mask.Excerpt(answer.Body)}");
        }
    }

    private static bool HasHoles(object body) => body switch
    {
        FreqtradeTrade?[] trades => Array.Exists(trades, static trade => trade is null),
        TradePage { Trades: { } trades } => Array.Exists(trades, static trade => trade is null),
        BotBalance { Currencies: { } currencies } => Array.Exists(currencies, static currency => currency is null),
        _ => false,
    };
}
