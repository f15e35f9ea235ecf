using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Core.Signals.Phases.Exits;

namespace SqueezeFlow.Core.Backtest;

/// <summary>Closes a position.</summary>
/// <param name="Price">Price that it is closed at, quote units.</param>
/// <param name="RecordedPrice">The same without slippage.</param>
/// <param name="BarOpenMs">Open of the bar whose price it is, milliseconds since 1970 UTC.</param>
/// <param name="DecidedUnixMs">When it was decided, milliseconds since 1970 UTC.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Reasons">Why.</param>
internal readonly record struct ExitOrder(double Price, double RecordedPrice, long BarOpenMs, long DecidedUnixMs, string Reason, ExitReasons Reasons)
{
    /// <summary>The strategy's own.</summary>
    public static ExitOrder Of(in Evaluation decision, double price, double recordedPrice, long barOpenMs) =>
        new(price, recordedPrice, barOpenMs, decision.BarCloseUnixMs, SignalFactory.ReasonOf(decision), decision.Exit.Reasons);
}
