using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Phases.Exits;

namespace SqueezeFlow.Core.Backtest.Costs;

/// <summary>
/// Finds what closes a position inside a bar. Where a bar holds the target and what is against the trader, finer bars tell which came first; where they do not,
/// it is decided against the trader.
/// </summary>
internal sealed class InsideExits(TradingCosts costs, Timeframe timeframe)
{
    private int _finer;

    /// <summary>What closes it; null when nothing does.</summary>
    public InsideExit? Find(OpenPosition position, int leverage, in SymbolBar bar)
    {
        var levels = Levels.Of(costs, position, leverage);
        var whole = new PriceBar(bar.OpenUnixMs, bar.Open, bar.High, bar.Low, bar.Close);
        if (!double.IsFinite(bar.Open))
        {
            return null;
        }

        if (levels.IsAgainst(whole) && levels.IsReached(whole))
        {
            foreach (var finer in Inside(bar.OpenUnixMs))
            {
                if (levels.Find(finer) is { } first)
                {
                    return first;
                }
            }
        }

        return levels.Find(whole);
    }

    // Positions and bars go forward, and so does the place in the finer bars.
    private IEnumerable<PriceBar> Inside(long openMs)
    {
        var finer = costs.FinerBars;
        while (_finer < finer.Count && finer[_finer].OpenUnixMs < openMs)
        {
            _finer++;
        }

        for (var i = _finer; i < finer.Count && finer[i].OpenUnixMs < openMs + timeframe.Milliseconds; i++)
        {
            yield return finer[i];
        }
    }

    /// <summary>Prices that close a position: NaN where there is none. A long is against the trader below, with him above.</summary>
    private readonly record struct Levels(bool IsLong, double Against, ExitReasons AgainstReason, double Target)
    {
        public static Levels Of(TradingCosts costs, OpenPosition position, int leverage)
        {
            var isLong = position.Side == PositionSide.Long;
            var entry = position.EntryPrice;
            var stop = costs.StopShare is { } share ? entry * (isLong ? 1 - share : 1 + share) : double.NaN;
            var end = costs.Margin?.Of(position.Side, entry, leverage) ?? double.NaN;
            var target = costs.TargetShare is { } gain ? entry * (isLong ? 1 + gain : 1 - gain) : double.NaN;

            // What is nearer to the entry comes first on the way there.
            var stopsFirst = double.IsNaN(end) || (isLong ? stop >= end : stop <= end);
            return stopsFirst ? new(isLong, stop, ExitReasons.StopLoss, target) : new(isLong, end, ExitReasons.Liquidation, target);
        }

        public bool IsAgainst(in PriceBar bar) => IsLong ? bar.Low <= Against : bar.High >= Against;

        public bool IsReached(in PriceBar bar) => IsLong ? bar.High >= Target : bar.Low <= Target;

        public InsideExit? Find(in PriceBar bar)
        {
            var opensBeyond = IsLong ? bar.Open >= Target : bar.Open <= Target;
            return opensBeyond ? new(ExitReasons.TakeProfit, bar.Open)
                : IsAgainst(bar) ? new(AgainstReason, IsLong ? Math.Min(bar.Open, Against) : Math.Max(bar.Open, Against))
                : IsReached(bar) ? new(ExitReasons.TakeProfit, Target)
                : null;
        }
    }
}
