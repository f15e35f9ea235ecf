using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Core.Backtest.Limits;

/// <summary>Time without bars in a look-back that moves with the bars read.</summary>
internal sealed class BarGaps(Timeframe timeframe, TimeSpan lookback)
{
    private readonly Queue<(long FromMs, long ToMs)> _gaps = new();
    private long _closeMs = long.MinValue;

    /// <summary>Time missing in the look-back before the close of the last bar read.</summary>
    public TimeSpan Missing => TimeSpan.FromMilliseconds(_gaps.Sum(gap => gap.ToMs - Math.Max(gap.FromMs, BeginMs)));

    private long BeginMs => _closeMs - (long)lookback.TotalMilliseconds;

    /// <summary>Reads the next bar's open, in time order.</summary>
    public void Read(long barOpenMs)
    {
        if (_closeMs != long.MinValue && barOpenMs > _closeMs)
        {
            _gaps.Enqueue((_closeMs, barOpenMs));
        }

        _closeMs = barOpenMs + timeframe.Milliseconds;
        while (_gaps.TryPeek(out var oldest) && oldest.ToMs <= BeginMs)
        {
            _gaps.Dequeue();
        }
    }
}
