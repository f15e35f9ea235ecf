using System.Text.Json.Nodes;
using SqueezeFlow.Client.Offline.Vectors.Suites;
using SqueezeFlow.Core.Backtest;

namespace SqueezeFlow.Client.Offline.Backtests;

/// <summary>A back-test's result as JSON: the layout of the back-test vectors, and what traders ask beyond it.</summary>
internal static class BacktestJson
{
    public static JsonObject Of(PairBacktest asked, BacktestResult result)
    {
        var tree = ReplayTree.Summary(result);
        tree["symbol"] = asked.Symbol;
        tree["timeframe"] = asked.Timeframe.ToString();
        tree["profile"] = asked.Profile.ToString();
        tree["initial_balance"] = asked.InitialBalanceUsd;
        tree["bars"] = result.Bars;
        tree["evaluations"] = result.Evaluations;
        tree["win_rate"] = result.Metrics.WinRatePercent;
        tree["profit_factor"] = SnakeCase.Number(result.Metrics.ProfitFactor);
        tree["max_drawdown"] = result.Metrics.MaxDrawdownPercent;
        tree["gross_profit"] = result.Metrics.GrossProfitUsd;
        tree["gross_loss"] = result.Metrics.GrossLossUsd;
        tree["fees"] = result.Metrics.FeesUsd;
        return tree;
    }
}
