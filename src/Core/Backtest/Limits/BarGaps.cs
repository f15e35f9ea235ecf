using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Core.Backtest.Limits;

/// <summary>Time without bars, and time in bars of which trades are known to be missing, in a look-back that moves with the bars read.</summary>
/// <param name="timeframe">Length of a bar.</param>
/// <param name="lookback">How far back it counts.</param>
/// <param name="known">Time in which trades are known to be missing, in order, apart from each other; null for none.</param>
internal sealed class BarGaps(Timeframe timeframe, TimeSpan lookback, IReadOnlyList<KnownGap>? known = null)
{
    private readonly IReadOnlyList<KnownGap> _known = known ?? [];
    private readonly Queue<(long FromMs, long ToMs)> _gaps = new();
    private long _closeMs = long.MinValue;
    private int _next;

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
        ReadKnown(barOpenMs);
        while (_gaps.TryPeek(out var oldest) && oldest.ToMs <= BeginMs)
        {
            _gaps.Dequeue();
        }
    }

    // What lies between bars is counted with them.
    private void ReadKnown(long barOpenMs)
    {
        for (; _next < _known.Count && _known[_next].FromUnixMs < _closeMs; _next++)
        {
            var (from, to) = (Math.Max(_known[_next].FromUnixMs, barOpenMs), Math.Min(_known[_next].ToUnixMs, _closeMs));
            if (from < to)
            {
                _gaps.Enqueue((from, to));
            }

            if (_known[_next].ToUnixMs > _closeMs)
            {
                return;
            }
        }
    }
}
