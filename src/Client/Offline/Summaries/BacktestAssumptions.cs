using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Offline.Summaries;

/// <summary>What a back-test takes for granted.</summary>
internal static class BacktestAssumptions
{
    /// <summary>Names and sentences, in the order shown.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(BacktestOptions options)
    {
        var isCorrected = options.Strategy.Profile == StrategyProfile.Corrected;
        return
        [
            new("fill", isCorrected
                ? "an order decided at a bar's close is filled whole at the open of the next bar"
                : "an order is filled whole at the close that decided it, which no trader can have (as the reference system does)"),
            new("slippage", "none: at the recorded price of the perpetual, whatever the size"),
            new("fee", $"{BacktestWords.Percent(options.FeeRate)} of the notional, each side"),
            new("funding", "none is paid or received"),
            new("leverage", "multiplies the quantity; the whole notional is tied up as cash, nothing is liquidated"),
            new("size", $"{BacktestWords.Percent(options.Strategy.Parameters.Entry.RiskShare)} of the account times the factor of the score; a position up to {BacktestWords.Percent(options.MaxPositionShare)} of the initial balance, one at a time"),
            new("valuation", isCorrected
                ? "an open position is marked to the close"
                : "equity values an open position at its entry, as the reference system does; the marked value is given beside it"),
            new("window", "the whole history from the first bar (the service looks back 48 hours)"),
            new("limits", Limits(options.EntryLimits)),
            new("not modelled", "cooldown and rates of signals, other symbols in the same account, refusals of the venue"),
        ];
    }

    private static string Limits(EntryLimits? limits) => limits is null
        ? "none: every entry is filled, however long after its decision and however far from its price"
        : $"those of the service: no entry later than {limits.MaxSignalAge.TotalSeconds:0} s after its decision, farther than {BacktestWords.Percent(limits.MaxSlippage)} from its price, " +
          $"or while more than {limits.GapTolerance.TotalMinutes:0.##} min of bars are missing in the last {limits.GapLookback.TotalHours:0.##} h";
}
