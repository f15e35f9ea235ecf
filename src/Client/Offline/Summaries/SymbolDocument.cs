using System.Text.Json.Nodes;
using SqueezeFlow.Client.Offline.Backtests;

namespace SqueezeFlow.Client.Offline.Summaries;

/// <summary>One symbol of an account as JSON: what came of its own trades, as if no other symbol had traded beside them.</summary>
internal static class SymbolDocument
{
    /// <summary>An item of <c>symbols</c>.</summary>
    public static JsonNode Of(PairOutcome pair)
    {
        var result = pair.Result;
        return new JsonObject
        {
            ["symbol"] = pair.Options.Symbol,
            ["bars"] = result.Bars,
            ["first"] = pair.Bars[0].OpenUnixMs / 1_000,
            ["last"] = pair.Bars[^1].OpenUnixMs / 1_000,
            ["missing_bars"] = pair.Inputs.Series.MissingBars,
            ["orders"] = result.Orders.Count,
            ["refused"] = result.Refused.Count,
            ["closed"] = result.Metrics.Closed,
            ["wins"] = result.Metrics.Wins,
            ["open_gain"] = result.OpenTrades.Sum(trade => trade.GainUsd),
            ["metrics"] = BacktestFigures.Of(result),
            ["costs"] = BacktestFigures.Of(result.Costs),
            ["buy_and_hold"] = BacktestFigures.Of(result.Statistics.BuyAndHold),
            ["open_interest"] = pair.OpenInterest is { } changes ? new JsonObject { ["evaluations"] = changes.Asked, ["known"] = changes.Known } : null,
        };
    }
}
