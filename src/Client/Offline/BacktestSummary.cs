using System.Globalization;
using System.Text.Json.Nodes;
using SqueezeFlow.Client.Offline.Reports;
using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Offline;

/// <summary>A back-test's result as facts, as a document, and as a page.</summary>
/// <param name="options">How it was run.</param>
/// <param name="bars">What it was run over.</param>
/// <param name="result">What came out.</param>
internal sealed class BacktestSummary(BacktestOptions options, IReadOnlyList<SymbolBar> bars, BacktestResult result)
{
    /// <summary>Names and values for people.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Facts() =>
    [
        new("market", $"{options.Symbol}, {options.Strategy.Timeframe}, profile {options.Strategy.Profile}"),
        new("bars", $"{Figures.Count(result.Bars)}, {Figures.Time(bars[0].OpenUnixMs)} to {Figures.Time(bars[^1].OpenUnixMs)} UTC"),
        new("evaluations", Figures.Count(result.Evaluations)),
        new("balance", $"{Money(options.InitialBalanceUsd)} USD"),
        new("cash", $"{Money(result.CashUsd)} USD"),
        new("equity", $"{Money(result.EquityUsd)} USD"),
        new("closed trades", $"{Figures.Count(result.Metrics.Closed)}, {Figures.Count(result.Metrics.Wins)} won ({Number(result.Metrics.WinRatePercent)} %)"),
        new("net profit", $"{Money(result.Metrics.NetProfitUsd)} USD, fees {Money(result.Metrics.FeesUsd)} USD"),
        new("profit factor", double.IsFinite(result.Metrics.ProfitFactor) ? Number(result.Metrics.ProfitFactor) : "no losses"),
        new("max drawdown", $"{Number(result.Metrics.MaxDrawdownPercent)} %"),
    ];

    /// <summary>Executed orders in time order.</summary>
    public IReadOnlyList<ReportOrder> Orders() =>
    [
        .. result.Orders.Select(order => new ReportOrder(
            order.BarOpenUnixMs,
            Side(order.Side),
            order.Quantity,
            order.Price,
            order.IsExit ? null : order.Leverage,
            order.IsExit ? null : order.Score,
            order.ProfitUsd)),
    ];

    /// <summary>The document that <c>--json</c> prints: the fields of the back-test vectors, and metrics.</summary>
    public JsonObject ToDocument() => new()
    {
        ["market"] = options.Symbol,
        ["timeframe"] = options.Strategy.Timeframe.ToString(),
        ["profile"] = options.Strategy.Profile.ToString(),
        ["initial_balance"] = options.InitialBalanceUsd,
        ["bars"] = result.Bars,
        ["first"] = bars[0].OpenUnixMs / 1_000,
        ["last"] = bars[^1].OpenUnixMs / 1_000,
        ["executed_orders"] = new JsonArray([.. Orders().Select(ToNode)]),
        ["cash"] = result.CashUsd,
        ["equity"] = result.EquityUsd,
        ["closed"] = result.Metrics.Closed,
        ["wins"] = result.Metrics.Wins,
        ["metrics"] = new JsonObject
        {
            ["win_rate_percent"] = result.Metrics.WinRatePercent,
            ["profit_factor"] = double.IsFinite(result.Metrics.ProfitFactor) ? result.Metrics.ProfitFactor : null,
            ["max_drawdown_percent"] = result.Metrics.MaxDrawdownPercent,
            ["gross_profit"] = result.Metrics.GrossProfitUsd,
            ["gross_loss"] = result.Metrics.GrossLossUsd,
            ["net_profit"] = result.Metrics.NetProfitUsd,
            ["fees"] = result.Metrics.FeesUsd,
        },
    };

    /// <summary>What the page shows.</summary>
    public BacktestReport ToReport() =>
        new($"Back-test of {options.Symbol}, {options.Strategy.Timeframe}, {options.Strategy.Profile}", Facts(), options.InitialBalanceUsd, bars, Orders());

    private static JsonObject ToNode(ReportOrder order)
    {
        var node = new JsonObject { ["t"] = order.UnixMs / 1_000, ["side"] = order.Side, ["quantity"] = order.Quantity, ["price"] = order.Price };
        if (order.IsEntry)
        {
            node["leverage"] = order.Leverage;
            node["score"] = order.Score;
        }
        else
        {
            node["pnl"] = order.ProfitUsd;
        }

        return node;
    }

    private static string Side(ExecutedSide side) => side switch
    {
        ExecutedSide.Buy => "BUY",
        ExecutedSide.Sell => "SELL",
        ExecutedSide.ExitSell => "EXIT_SELL",
        _ => "EXIT_BUY",
    };

    private static string Money(double value) => value.ToString("N2", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
