using System.Globalization;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Backtest.Limits;

/// <summary>Holds back entries that the live service would not make; lets everything through without limits.</summary>
internal sealed class EntryGate(EntryLimits? limits, StrategyOptions strategy, IReadOnlyList<KnownGap> known)
{
    private readonly BarGaps? _gaps = limits is null ? null : new(strategy.Timeframe, limits.GapLookback, known);

    /// <summary>Reads the next bar's open, in time order.</summary>
    public void Read(long barOpenMs) => _gaps?.Read(barOpenMs);

    /// <summary>Whether an entry may be decided now; the refusal when not.</summary>
    public RefusedOrder? CheckDecision(in Evaluation decision) =>
        limits is not null && _gaps!.Missing > limits.GapTolerance
            ? Refuse(decision, RefusalRule.Gap, $"{Words(_gaps.Missing)} of bars are missing in the last {Words(limits.GapLookback)}, allowed {Words(limits.GapTolerance)}")
            : null;

    /// <summary>Whether an entry may be filled at a price and time; the refusal when not.</summary>
    public RefusedOrder? CheckFill(in Evaluation decision, double price, long fillUnixMs)
    {
        if (limits is null)
        {
            return null;
        }

        var age = TimeSpan.FromMilliseconds(fillUnixMs - decision.BarCloseUnixMs);
        if (age > limits.MaxSignalAge)
        {
            return Refuse(decision, RefusalRule.Age, $"the next bar opens {Words(age)} after the decision, allowed {Words(limits.MaxSignalAge)}", fillUnixMs, price);
        }

        var slip = Math.Abs((price / decision.Price) - 1);
        return slip > limits.MaxSlippage
            ? Refuse(decision, RefusalRule.Slippage, SlippageText(decision.Price, price, slip, limits.MaxSlippage), fillUnixMs, price)
            : null;
    }

    /// <summary>A decided order that is not filled.</summary>
    public static RefusedOrder Refuse(in Evaluation decision, RefusalRule rule, string reason, long? fillUnixMs = null, double? fillPrice = null, ExecutedSide? exit = null) =>
        new(
            rule,
            exit ?? (decision.Decision == StrategyDecision.Long ? ExecutedSide.Buy : ExecutedSide.Sell),
            decision.BarCloseUnixMs,
            decision.Price,
            decision.Score,
            reason,
            fillUnixMs,
            fillPrice);

    private static string SlippageText(double decided, double price, double slip, double allowed) => string.Create(
        CultureInfo.InvariantCulture, $"the fill at {price:G8} is {slip:P2} from the decision's {decided:G8}, allowed {allowed:P2}");

    private static string Words(TimeSpan span)
    {
        (int Count, string Unit)[] parts = [(span.Days, "d"), (span.Hours, "h"), (span.Minutes, "min"), (span.Seconds, "s")];
        var words = string.Join(' ', parts.Where(part => part.Count > 0).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count} {part.Unit}")));
        return words.Length > 0 ? words : "0 s";
    }
}
