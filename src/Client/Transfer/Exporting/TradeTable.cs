using SqueezeFlow.Client.Transfer.Tables;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Client.Transfer.Exporting;

/// <summary>Trades as rows for other programs.</summary>
internal static class TradeTable
{
    /// <summary>The columns; <c>time</c> and <c>timestamp_ms</c> are the same moment.</summary>
    public static IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.Of<DateTime>("time"),
        TableColumn.Of<long>("timestamp_ms"),
        TableColumn.Of<string>("exchange"),
        TableColumn.Of<string>("symbol"),
        TableColumn.Of<double>("price"),
        TableColumn.Of<double>("amount"),
        TableColumn.Of<string>("side"),
        TableColumn.Of<double>("notional"),
        TableColumn.Of<long>("count"),
        TableColumn.Of<bool>("liquidation"),
    ];

    /// <summary>A row.</summary>
    public static object[] Row(MarketId market, in Trade trade) =>
    [
        DateTimeOffset.FromUnixTimeMilliseconds(trade.UnixMs).UtcDateTime,
        trade.UnixMs,
        market.Exchange,
        market.Symbol,
        trade.Price,
        trade.Size,
        trade.Side == AggressorSide.Buy ? "buy" : "sell",
        trade.Notional,
        (long)trade.Count,
        trade.Kind != TradeKind.Market,
    ];
}
