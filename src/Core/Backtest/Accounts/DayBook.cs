using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Core.Backtest.Accounts;

/// <summary>What positions that were closed on a UTC day have gained.</summary>
internal sealed class DayBook
{
    private long _day = long.MinValue;
    private double _gainUsd;

    /// <summary>Books the end of a position; moments do not go back by a day.</summary>
    public void Book(double profitUsd, long closedUnixMs)
    {
        var day = Timeframe.D1.Floor(closedUnixMs);
        _gainUsd = profitUsd + (day == _day ? _gainUsd : 0);
        _day = day;
    }

    /// <summary>What was lost on the day of a moment up to it, USD; negative when it was gained.</summary>
    public double LostUsd(long unixMs) => Timeframe.D1.Floor(unixMs) == _day ? -_gainUsd : 0;
}
