using SqueezeFlow.Client.Transfer.Tables;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Client.Transfer.Exporting;

/// <summary>Bars as rows for other programs.</summary>
internal static class BarTable
{
    /// <summary>The columns; <c>time</c> and <c>open_unix_ms</c> are the same moment.</summary>
    public static IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.Of<DateTime>("time"),
        TableColumn.Of<long>("open_unix_ms"),
        TableColumn.Of<string>("market"),
        TableColumn.Of<string>("timeframe"),
        TableColumn.Of<double>("open"),
        TableColumn.Of<double>("high"),
        TableColumn.Of<double>("low"),
        TableColumn.Of<double>("close"),
        TableColumn.Of<double>("buy_notional"),
        TableColumn.Of<double>("sell_notional"),
        TableColumn.Of<long>("buy_count"),
        TableColumn.Of<long>("sell_count"),
        TableColumn.Of<double>("buy_liquidation"),
        TableColumn.Of<double>("sell_liquidation"),
        TableColumn.Of<bool>("partial"),
    ];

    /// <summary>A row.</summary>
    public static object[] Row(string market, Timeframe timeframe, BarView bar) =>
    [
        DateTimeOffset.FromUnixTimeMilliseconds(bar.OpenUnixMs).UtcDateTime,
        bar.OpenUnixMs,
        market,
        timeframe.ToString(),
        bar.Open ?? double.NaN,
        bar.High ?? double.NaN,
        bar.Low ?? double.NaN,
        bar.Close ?? double.NaN,
        bar.BuyNotional,
        bar.SellNotional,
        bar.BuyCount,
        bar.SellCount,
        bar.BuyLiquidation,
        bar.SellLiquidation,
        bar.Partial,
    ];
}
