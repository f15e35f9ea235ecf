using System.Text.Json.Nodes;
using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Signals.Parameters;

namespace SqueezeFlow.Client.Offline.Summaries;

/// <summary>The document that <c>backtest --json</c> prints: the fields of the back-test vectors, and what explains them.</summary>
internal static class BacktestDocument
{
    /// <summary>The document of a run.</summary>
    public static JsonObject Of(BacktestOutcome outcome)
    {
        var (options, result) = (outcome.Options, outcome.Result);
        var document = new JsonObject
        {
            ["market"] = outcome.Name,
            ["timeframe"] = options.Strategy.Timeframe.ToString(),
            ["profile"] = options.Strategy.Profile.ToString(),
            ["parameters_hash"] = ParameterHash.Of(options.Strategy.Parameters),
            ["initial_balance"] = options.InitialBalanceUsd,
            ["bars"] = result.Bars,
            ["first"] = Seconds(outcome.FirstUnixMs),
            ["last"] = Seconds(outcome.LastUnixMs),
            ["missing_bars"] = outcome.Pairs.Sum(pair => pair.Inputs.Series.MissingBars),
            ["known_gaps"] = new JsonArray([.. outcome.Pairs.SelectMany(pair => pair.Inputs.KnownGaps.Select(gap => (JsonNode)Gap(gap, outcome.IsShared ? pair.Options.Symbol : null)))]),
            ["executed_orders"] = new JsonArray([.. result.Orders.Select(order => Executed(order, outcome.SymbolOf(order.TradeId)))]),
            ["refused_orders"] = new JsonArray([.. result.Refused.Select(Refused)]),
            ["open_positions"] = new JsonArray([.. result.OpenTrades.Select(trade => Open(trade, outcome.SymbolOf(trade.TradeId)))]),
            ["cash"] = result.CashUsd,
            ["equity"] = result.EquityUsd,
            ["equity_explained"] = Sums(Reconciliation.Of(options, result)),
            ["closed"] = result.Metrics.Closed,
            ["wins"] = result.Metrics.Wins,
            ["metrics"] = BacktestFigures.Of(result),
            ["costs"] = BacktestFigures.Of(result.Costs),
            ["exits"] = new JsonArray([.. ExitTotal.Of(result.Orders).Select(Exit)]),
            ["buy_and_hold"] = BacktestFigures.Of(result.Statistics.BuyAndHold),
            ["open_interest"] = outcome.OpenInterest is (var asked, var known) ? new JsonObject { ["evaluations"] = asked, ["known"] = known } : null,
            ["assumptions"] = new JsonObject(BacktestAssumptions.Of(outcome).Select(item => KeyValuePair.Create(Key(item.Key), (JsonNode?)item.Value))),
            ["fee_rate"] = options.FeeRate,
            ["notes"] = new JsonArray([.. outcome.Notes.Select(note => (JsonNode)note)]),
        };
        if (outcome.IsShared)
        {
            document["symbols"] = new JsonArray([.. outcome.Pairs.Select(SymbolDocument.Of)]);
        }

        return document;
    }

    /// <summary>An order that was filled; of several symbols with the name of its own.</summary>
    public static JsonObject Executed(ExecutedOrder order, string? symbol)
    {
        var node = new JsonObject { ["t"] = Seconds(order.BarOpenUnixMs), ["side"] = BacktestWords.Side(order.Side), ["quantity"] = order.Quantity, ["price"] = order.Price };
        if (order.IsExit)
        {
            node["pnl"] = order.ProfitUsd;
            node["exit"] = BacktestWords.Of(order.ExitReasons);
            node["funding"] = order.FundingUsd;
        }
        else
        {
            node["leverage"] = order.Leverage;
            node["score"] = order.Score;
        }

        node["trade_id"] = order.TradeId;
        node["fee"] = order.FeeUsd;
        node["slippage"] = order.SlippageUsd;
        node["decided"] = Seconds(order.DecidedUnixMs);
        node["reason"] = order.Reason;
        return Named(node, symbol);
    }

    private static JsonObject Gap(KnownGap gap, string? symbol) =>
        Named(new() { ["from"] = Seconds(gap.FromUnixMs), ["to"] = Seconds(gap.ToUnixMs + 999) }, symbol);

    private static JsonObject Refused(RefusedOrder order) => Named(
        new()
        {
            ["rule"] = BacktestWords.Of(order.Rule),
            ["side"] = BacktestWords.Side(order.Side),
            ["decided"] = Seconds(order.DecidedUnixMs),
            ["price"] = order.Price,
            ["score"] = order.Score,
            ["t"] = order.FillUnixMs is { } at ? Seconds(at) : null,
            ["fill_price"] = order.FillPrice,
            ["reason"] = order.Reason,
        },
        order.Symbol);

    /// <summary>A position that is still open, likewise.</summary>
    public static JsonObject Open(OpenTrade trade, string? symbol) => Named(
        new()
        {
            ["trade_id"] = trade.TradeId,
            ["side"] = BacktestWords.Side(trade.Side),
            ["t"] = Seconds(trade.EntryBarOpenUnixMs),
            ["quantity"] = trade.Quantity,
            ["entry_price"] = trade.EntryPrice,
            ["leverage"] = trade.Leverage,
            ["margin"] = trade.MarginUsd,
            ["entry_fee"] = trade.EntryFeeUsd,
            ["funding"] = trade.FundingUsd,
            ["mark_price"] = trade.MarkPrice,
            ["liquidation_price"] = trade.LiquidationPrice,
            ["unrealized_pnl"] = trade.GainUsd,
            ["exit_fee"] = trade.ExitFeeUsd,
        },
        symbol);

    private static JsonObject Sums(Reconciliation sums) => new()
    {
        ["initial_balance"] = sums.BalanceUsd,
        ["net_profit"] = sums.NetProfitUsd,
        ["entry_fees_outside_net_profit"] = sums.EntryFeesUsd,
        ["open_funding"] = sums.OpenFundingUsd,
        ["open_gain"] = sums.OpenGainUsd,
        ["open_gain_is_in_equity"] = !sums.ValuesAtEntry,
        ["equity"] = sums.EquityUsd,
        ["equity_marked"] = sums.MarkedEquityUsd,
    };

    private static JsonObject Exit(ExitTotal total) => new()
    {
        ["reason"] = total.Reason,
        ["count"] = total.Count,
        ["wins"] = total.Wins,
        ["pnl"] = total.ProfitUsd,
    };

    // Where several symbols share the account.
    private static JsonObject Named(JsonObject node, string? symbol)
    {
        if (!string.IsNullOrEmpty(symbol))
        {
            node["symbol"] = symbol;
        }

        return node;
    }

    private static string Key(string name) => name.Replace(' ', '_');

    private static long Seconds(long unixMs) => unixMs / 1_000;
}
