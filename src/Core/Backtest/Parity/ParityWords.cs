using System.Globalization;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Core.Backtest.Parity;

/// <summary>Decisions in words, and when two are the same.</summary>
internal static class ParityWords
{
    private const double SmallestScore = 1e-6;
    private const double Rounding = 1e-9;

    /// <summary>A decision: <c>long at 64,210.50, score 7.44</c>.</summary>
    public static string Of(Signal signal)
    {
        var price = PriceText.Of(signal.EntryPrice) ?? "no price";
        return signal.Action == SignalAction.Close
            ? $"close at {price}"
            : string.Create(CultureInfo.InvariantCulture, $"{signal.Action.ToString().ToLowerInvariant()} at {price}, score {signal.Score:0.00}");
    }

    /// <summary>Whether two signals to the same end rest on the same price and score. The flow of a bar is summed in another order when it is read back.</summary>
    public static bool IsSame(Signal live, Signal replay) =>
        Math.Abs(live.Score - replay.Score) <= SmallestScore && Math.Abs(live.EntryPrice - replay.EntryPrice) <= Rounding * live.EntryPrice;
}
