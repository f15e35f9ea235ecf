using System.Text.Json.Nodes;
using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Costs;
using SqueezeFlow.Core.Backtest.Measures;

namespace SqueezeFlow.Client.Offline.Summaries;

/// <summary>Measures of a back-test as JSON; what is not known is <c>null</c>.</summary>
internal static class BacktestFigures
{
    /// <summary>The object <c>metrics</c>.</summary>
    public static JsonObject Of(BacktestResult result)
    {
        var (metrics, statistics) = (result.Metrics, result.Statistics);
        return new()
        {
            ["win_rate_percent"] = metrics.WinRatePercent,
            ["profit_factor"] = double.IsFinite(metrics.ProfitFactor) ? metrics.ProfitFactor : null,
            ["max_drawdown_percent"] = metrics.MaxDrawdownPercent,
            ["max_drawdown_marked_percent"] = statistics.MaxDrawdownPercent,
            ["gross_profit"] = metrics.GrossProfitUsd,
            ["gross_loss"] = metrics.GrossLossUsd,
            ["net_profit"] = metrics.NetProfitUsd,
            ["fees"] = metrics.FeesUsd,
            ["sharpe"] = statistics.SharpeRatio,
            ["sortino"] = statistics.SortinoRatio,
            ["days"] = statistics.Days,
            ["exposure_percent"] = statistics.ExposureShare * 100,
            ["held_seconds"] = statistics.Holding is { } held
                ? new JsonObject
                {
                    ["shortest"] = held.Shortest.TotalSeconds,
                    ["median"] = held.Median.TotalSeconds,
                    ["mean"] = held.Average.TotalSeconds,
                    ["longest"] = held.Longest.TotalSeconds,
                }
                : null,
        };
    }

    /// <summary>The object <c>costs</c>.</summary>
    public static JsonObject Of(CostTotals costs) => new()
    {
        ["fees"] = costs.FeesUsd,
        ["slippage"] = costs.SlippageUsd,
        ["funding"] = costs.FundingUsd,
        ["liquidations"] = costs.Liquidations,
        ["held_fills"] = costs.HeldFills,
    };

    /// <summary>The object <c>buy_and_hold</c>; null without a price.</summary>
    public static JsonObject? Of(BuyAndHold? hold) => hold is null ? null : new()
    {
        ["entry_price"] = hold.EntryPrice,
        ["exit_price"] = hold.ExitPrice,
        ["equity"] = hold.EquityUsd,
        ["return_percent"] = hold.ReturnPercent,
        ["max_drawdown_percent"] = hold.MaxDrawdownPercent,
    };
}
