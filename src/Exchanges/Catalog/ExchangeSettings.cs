namespace SqueezeFlow.Exchanges.Catalog;

/// <summary>What the configuration says of one venue. Section <c>Exchanges:&lt;ID&gt;</c>.</summary>
public sealed class ExchangeSettings
{
    /// <summary>Full address of the main WebSocket endpoint (<c>ws</c> or <c>wss</c>); null for the venue's own.</summary>
    public string? Stream { get; set; }

    /// <summary>Main REST base (<c>http</c> or <c>https</c>), to which the venue's own paths are appended; null for the venue's own.</summary>
    public string? Rest { get; set; }

    /// <summary>Addresses of further WebSocket endpoints by name.</summary>
    public Dictionary<string, string> Streams { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Further REST bases by name.</summary>
    public Dictionary<string, string> Rests { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Kind of trade stream where the venue offers a choice: <c>trade</c> or <c>aggTrade</c> on BINANCE_FUTURES, <c>v2</c> for the older interface of BITGET; null for the default.</summary>
    public string? TradeStream { get; set; }

    /// <summary>Most markets on one connection, for smaller ones than the venue allows; null for as many as it allows.</summary>
    public int? MarketsPerConnection { get; set; }

    /// <summary>Whether any address differs from the venue's own.</summary>
    public bool OverridesAddresses => Stream is not null || Rest is not null || Streams.Count > 0 || Rests.Count > 0;
}
