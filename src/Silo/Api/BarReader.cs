using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Silo.Api;

/// <summary>Bars of any timeframe, the forming one included as far as it is stored.</summary>
internal sealed class BarReader(IBarStore store)
{
    /// <summary>The longest stored timeframe that divides <paramref name="timeframe"/>; null when none does.</summary>
    public static Timeframe? BaseOf(Timeframe timeframe)
    {
        for (var i = Timeframe.Stored.Count - 1; i >= 0; i--)
        {
            if (timeframe.Milliseconds > 0 && timeframe.Milliseconds % Timeframe.Stored[i].Milliseconds == 0)
            {
                return Timeframe.Stored[i];
            }
        }

        return null;
    }

    /// <summary>Bars of one market whose open time is in <c>[from, to)</c>, in time order; none when no stored timeframe divides the one asked for.</summary>
    public async Task<IReadOnlyList<Bar>> ReadAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken)
    {
        if (BaseOf(timeframe) is not { } unit)
        {
            return [];
        }

        var (from, to) = (Ceiling(timeframe, fromUnixMs), Ceiling(timeframe, toUnixMs));
        if (from >= to)
        {
            return [];
        }

        var bars = await ReadWithTailAsync(market, unit, from, to, cancellationToken);
        return unit == timeframe ? bars : BarFold.ToLonger(bars, timeframe);
    }

    private static long Ceiling(Timeframe timeframe, long unixMs)
    {
        var floor = timeframe.Floor(unixMs);
        return floor == unixMs ? unixMs : floor + timeframe.Milliseconds;
    }

    // What is newer than the last stored bar of a timeframe is only in the shorter ones.
    private async Task<List<Bar>> ReadWithTailAsync(MarketId market, Timeframe unit, long from, long to, CancellationToken cancellationToken)
    {
        List<Bar> bars = [.. await store.ReadAsync(market, unit, from, to, cancellationToken)];
        var index = Timeframe.Stored.ToList().IndexOf(unit);
        var tail = bars.Count == 0 ? from : bars[^1].OpenUnixMs + unit.Milliseconds;
        if (index > 0 && tail < to)
        {
            var shorter = await ReadWithTailAsync(market, Timeframe.Stored[index - 1], tail, to, cancellationToken);
            bars.AddRange(BarFold.ToLonger(shorter, unit));
        }

        return bars;
    }
}
