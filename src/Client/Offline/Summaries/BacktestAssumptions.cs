using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Backtest.Costs;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Offline.Summaries;

/// <summary>What a back-test takes for granted.</summary>
internal static class BacktestAssumptions
{
    /// <summary>Names and sentences, in the order shown.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(BacktestOutcome outcome)
    {
        var (options, asked) = (outcome.Options, outcome.Pairs[0].Costs);
        var costs = options.Costs;
        var payments = outcome.Pairs.Sum(pair => pair.Options.Costs.Funding.Count);
        var isCorrected = options.Strategy.Profile == StrategyProfile.Corrected;
        return
        [
            new("fill", isCorrected
                ? Fill(costs.LatencyBars)
                : "an order is filled whole at the close that decided it, which no trader can have (as the reference system does)"),
            new("slippage", CostWords.Of(costs.Slippage)),
            new("fee", $"{BacktestWords.Percent(options.FeeRate)} of the notional, each side{(asked.FeeOf is { } venue ? $": what takers of {venue} pay" : "")}"),
            new("funding", payments == 0
                ? "none is paid or received"
                : $"{Counted.Of(payments, "payment")} of the {(outcome.IsShared ? "files" : "file")}, on the notional at the bar's open, by whoever held the position before it"),
            new("leverage", costs.Margin is { } margin
                ? $"isolated margin of the notional over the leverage; liquidated where it is down to {BacktestWords.Percent(margin.MaintenanceShare)} of the notional, and all of it is lost then"
                : "multiplies the quantity; the whole notional is tied up as cash, nothing is liquidated"),
            .. Inside(costs, outcome.Pairs),
            new("size", $"{BacktestWords.Percent(options.Strategy.Parameters.Entry.RiskShare)} of the account times the factor of the score; a position up to {BacktestWords.Percent(options.MaxPositionShare)} of the initial balance, {(outcome.IsShared ? $"one of each symbol at a time, {BacktestWords.Percent(options.MaxExposureShare)} of it all of them together" : "one at a time")}"),
            .. Order(outcome),
            new("valuation", isCorrected
                ? "an open position is marked to the close"
                : "equity values an open position at its entry, as the reference system does; the marked value is given beside it"),
            new("window", "the whole history from the first bar (the service looks back 48 hours)"),
            new("limits", Limits(options.EntryLimits, outcome.IsShared)),
            new("not modelled", outcome.IsShared
                ? "cooldown and rates of signals, refusals of the venue"
                : "cooldown and rates of signals, other symbols in the same account, refusals of the venue"),
        ];
    }

    private static string Fill(int latencyBars) => latencyBars == 0
        ? "an order decided at a bar's close is filled whole at the open of the next bar"
        : $"an order decided at a bar's close is sent at the open of the next bar and filled whole {Counted.Of(latencyBars, "bar")} later; nothing else is decided meanwhile";

    private static IEnumerable<KeyValuePair<string, string>> Order(BacktestOutcome outcome)
    {
        if (outcome.IsShared)
        {
            yield return new("symbols", $"{outcome.Name}: at one time exits are filled before entries, each by name, as the executor does");
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Inside(TradingCosts costs, IReadOnlyList<PairOutcome> pairs)
    {
        if (costs.StopShare is { } stop)
        {
            yield return new("stop", $"{BacktestWords.Percent(stop)} against the entry price, at the market from there");
        }

        if (costs.TargetShare is { } target)
        {
            yield return new("target", $"{BacktestWords.Percent(target)} with the entry price");
        }

        if (costs.ClosesInside)
        {
            yield return new("inside a bar", pairs.Count(pair => pair.Options.Costs.FinerBars.Count > 0) switch
            {
                0 => "what is against the trader came first",
                var finer when finer < pairs.Count => "finer rows tell what came first where a file has them; else, and within one of them, it is decided against the trader",
                _ => "the finer rows of the file tell what came first; within one of them it is decided against the trader",
            });
        }
    }

    private static string Limits(EntryLimits? limits, bool isShared) => limits is null
        ? "none: every entry is filled, however long after its decision and however far from its price"
        : $"those of the service: no entry later than {limits.MaxSignalAge.TotalSeconds:0} s after its decision, farther than {BacktestWords.Percent(limits.MaxSlippage)} from its price, " +
          $"or while more than {limits.GapTolerance.TotalMinutes:0.##} min of bars are missing in the last {limits.GapLookback.TotalHours:0.##} h" +
          (isShared ? $"; {Counted.Of(limits.MaxOpenPositions, "position")} at once at most" : "") +
          (limits.MaxDailyLoss > 0 ? $"; none on a day that has lost {BacktestWords.Percent(limits.MaxDailyLoss)} of the account" : "") +
          (limits.CooldownAfterLoss > TimeSpan.Zero ? $"; none within {Figures.Span(limits.CooldownAfterLoss)} of a loss of the same symbol" : "");
}
