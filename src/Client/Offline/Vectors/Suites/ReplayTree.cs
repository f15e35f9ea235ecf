using System.Text.Json.Nodes;
using SqueezeFlow.Core.Backtest;
using static SqueezeFlow.Client.Offline.Vectors.Suites.SnakeCase;

namespace SqueezeFlow.Client.Offline.Vectors.Suites;

/// <summary>A back-test's result in the layouts of the vectors.</summary>
internal static class ReplayTree
{
    /// <summary>Orders, cash, equity and counts.</summary>
    public static JsonObject Summary(BacktestResult result) => new()
    {
        ["executed_orders"] = new JsonArray([.. result.Orders.Select(Order)]),
        ["cash"] = result.CashUsd,
        ["equity"] = result.EquityUsd,
        ["closed"] = result.Metrics.Closed,
        ["wins"] = result.Metrics.Wins,
    };

    /// <summary>The reference system's report.</summary>
    public static JsonObject Original(BacktestOptions options, BacktestResult result, ReplayTrace trace) => new()
    {
        ["executed_orders"] = new JsonArray([.. result.Orders.Select(OriginalOrder)]),
        ["transactions"] = new JsonArray([.. result.Orders.Select(Transaction)]),
        ["portfolio_state"] = Portfolio(options, result),
        ["metrics"] = Metrics(result.Metrics),
        ["trace"] = trace.Rows.DeepClone(),
    };

    private static JsonNode Order(ExecutedOrder order)
    {
        var tree = new JsonObject
        {
            ["side"] = Upper(order.Side),
            ["quantity"] = order.Quantity,
            ["price"] = order.Price,
            ["t"] = order.BarOpenUnixMs / 1000,
        };
        if (order.IsExit)
        {
            tree["signal_type"] = "EXIT";
            tree["pnl"] = order.ProfitUsd;
        }
        else
        {
            tree["leverage"] = order.Leverage;
            tree["score"] = order.Score;
        }

        return tree;
    }

    private static JsonNode OriginalOrder(ExecutedOrder order)
    {
        var tree = Order(order).AsObject();
        if (!order.IsExit)
        {
            tree.Remove("score");
            tree["signal_type"] = QualityOf(order.Score);
            tree["trade_id"] = order.TradeId;
        }

        return tree;
    }

    private static string QualityOf(double score) => score switch { >= 8 => "PREMIUM", >= 6 => "HIGH", _ => "MEDIUM" };

    private static JsonNode Transaction(ExecutedOrder order) => new JsonObject
    {
        ["type"] = order.Side switch
        {
            ExecutedSide.Buy => "OPEN_LONG",
            ExecutedSide.Sell => "OPEN_SHORT",
            _ => "CLOSE_POSITION",
        },
        ["t"] = order.BarOpenUnixMs / 1000,
        ["fees"] = order.FeeUsd,
        ["cash_after"] = order.CashAfterUsd,
        ["pnl"] = order.BookedProfitUsd,
    };

    private static JsonObject Portfolio(BacktestOptions options, BacktestResult result) => new()
    {
        ["initial_balance"] = options.InitialBalanceUsd,
        ["cash_balance"] = result.CashUsd,
        ["total_value"] = result.EquityUsd,
        ["total_exposure"] = result.ExposureUsd,
        ["exposure_ratio"] = result.ExposureUsd / result.EquityUsd,
        ["open_positions"] = result.ExposureUsd > 0 ? 1 : 0,
        ["realized_pnl"] = result.Metrics.NetProfitUsd,
        ["unrealized_pnl"] = 0.0,
        ["total_pnl"] = result.Metrics.NetProfitUsd,
        ["total_return"] = (result.EquityUsd / options.InitialBalanceUsd - 1) * 100,
    };

    private static JsonObject Metrics(BacktestMetrics metrics) => new()
    {
        ["total_trades"] = metrics.Closed,
        ["winning_trades"] = metrics.Wins,
        ["losing_trades"] = metrics.Losses,
        ["win_rate"] = metrics.WinRatePercent,
        ["average_win"] = metrics.AverageWinUsd,
        ["average_loss"] = metrics.AverageLossUsd,
        ["profit_factor"] = Number(metrics.ProfitFactor),
        ["gross_profit"] = metrics.GrossProfitUsd,
        ["gross_loss"] = metrics.GrossLossUsd,
        ["max_drawdown"] = metrics.MaxDrawdownPercent,
        ["total_fees_paid"] = metrics.FeesUsd,
    };
}
