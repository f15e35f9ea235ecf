using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Core.Bars;

/// <summary>
/// Bars of one market in all timeframes: a trade goes into its second, a closed second into every longer bar, a late
/// trade into all of them. Not thread-safe.
/// </summary>
internal sealed class BarPyramid
{
    private readonly MarketId _market;
    private readonly BarSeries _seconds;
    private readonly BarSeries[] _longer;
    private readonly bool[] _isStored;
    private readonly BarSeries _handed;
    private long _minuteCollected = long.MinValue;
    private readonly long _correctionMs;
    private bool _handsOutOpen;
    private bool _hasClosed;
    private bool _isCorrected;
    private long _arrivedUnixMs = long.MinValue;

    /// <summary>Starts empty.</summary>
    /// <param name="market">The market.</param>
    /// <param name="extra">A timeframe kept beside the stored ones, may be one of them; its bars stay until <see cref="Release"/>.</param>
    /// <param name="correctionMs">How long after its end a bar may still change, milliseconds of market time.</param>
    public BarPyramid(MarketId market, Timeframe extra, long correctionMs)
    {
        (_market, _correctionMs) = (market, correctionMs);
        _seconds = new(Timeframe.S1, correctionMs);
        _longer = [.. Timeframe.Stored.Append(extra).Distinct().Where(t => t != Timeframe.S1).Select(t => new BarSeries(t, correctionMs))];
        _isStored = [.. _longer.Select(series => Timeframe.Stored.Contains(series.Timeframe))];
        _handed = Array.Find(_longer, s => s.Timeframe == extra) ?? _seconds;
    }

    /// <summary>Seconds that end at or before this time are closed.</summary>
    public long ClosedThroughUnixMs { get; private set; } = long.MinValue;

    /// <summary>End of the second that is open and has trades, milliseconds since 1970 UTC; null when there is none.</summary>
    public long? OpenSecondEnds => OpenSecond is { } second ? Timeframe.S1.Close(second.OpenUnixMs) : null;

    /// <summary>The second that is open and has trades; null when there is none.</summary>
    public BarBuilder? OpenSecond => _seconds.Latest is { } second && second.OpenUnixMs >= ClosedThroughUnixMs ? second : null;

    /// <summary>Goes on after stored bars: see <see cref="Flow.MarketFlow.Restore"/>. A second that the end lies in is open again.</summary>
    public void Restore(IReadOnlyList<Bar> seconds, IReadOnlyList<Bar> minutes, long endUnixMs)
    {
        ClosedThroughUnixMs = Timeframe.S1.Floor(endUnixMs);
        _isCorrected = true;
        foreach (var bar in seconds)
        {
            _seconds.Open(bar.OpenUnixMs).Add(bar, Math.Min(endUnixMs, Timeframe.S1.Close(bar.OpenUnixMs)));
        }

        var secondsFrom = Timeframe.M1.Floor(ClosedThroughUnixMs - _correctionMs);
        _seconds.BeginAt(secondsFrom);

        // The last minute is not over: as a minute its close would be later than every trade that is still to come.
        var minute = Timeframe.M1.Floor(ClosedThroughUnixMs - 1);
        var closed = seconds.Where(bar => bar.OpenUnixMs < ClosedThroughUnixMs).ToArray();
        foreach (var series in _longer)
        {
            var isOfMinutes = IsOfMinutes(series);
            Restore(series, isOfMinutes ? minutes.Where(bar => bar.OpenUnixMs < minute) : [], Timeframe.M1);
            Restore(series, isOfMinutes ? closed.Where(bar => bar.OpenUnixMs >= minute) : closed, Timeframe.S1);

            // What is stored of a bar that was forming ends with its last whole minute.
            series.Touch(ClosedThroughUnixMs - 1);
            series.BeginAt(isOfMinutes ? Timeframe.D1.Floor(ClosedThroughUnixMs - _correctionMs) : secondsFrom);
        }
    }

    /// <summary>
    /// Trades may come between two that are stored, or after the one where <paramref name="after"/> is null: in bars that hold the one and not the other they come
    /// after, or before, all that is stored.
    /// </summary>
    public void Expect((long UnixMs, long Id) before, (long UnixMs, long Id)? after)
    {
        Expect(_seconds, before, after);
        foreach (var series in _longer)
        {
            Expect(series, before, after);
        }
    }

    /// <summary>Whether the bars of a time are at hand, so that a trade of it can be added to them.</summary>
    public bool Holds(long unixMs)
    {
        var holds = _seconds.Holds(unixMs);
        for (var i = 0; holds && i < _longer.Length; i++)
        {
            holds = _longer[i].Holds(unixMs);
        }

        return holds;
    }

    /// <summary>Takes stored bars back: see <see cref="Flow.MarketFlow.Reopen"/>.</summary>
    public void Reopen(IReadOnlyList<Bar> seconds, IReadOnlyList<Bar> minutes, long fromUnixMs)
    {
        var ofSeconds = StoredMinutes.Of(seconds, Timeframe.S1).ToArray();
        var ofMinutes = StoredMinutes.Of(seconds, minutes);
        Reopen(_seconds, ofSeconds, Timeframe.M1.Floor(fromUnixMs));
        foreach (var series in _longer)
        {
            Reopen(series, IsOfMinutes(series) ? ofMinutes : ofSeconds, series.Timeframe.Floor(fromUnixMs));
        }
    }

    /// <summary>Ids begin anew: those of the second that is open mean nothing any more.</summary>
    public void ForgetIds() => _seconds.Latest?.ForgetIds();

    /// <summary>Adds a trade of a second that is not closed.</summary>
    public void Add(in Trade trade)
    {
        _arrivedUnixMs = trade.UnixMs;
        _seconds.Add(trade);
    }

    /// <summary>Adds a trade of a closed second.</summary>
    public void AddLate(in Trade trade)
    {
        _isCorrected = true;
        Add(trade);
        foreach (var series in _longer)
        {
            series.Add(trade);
        }
    }

    /// <summary>Closes every second that ends at or before a time; answers the one that had trades, if any.</summary>
    public BarBuilder? CloseThrough(long unixMs)
    {
        var second = _seconds.Latest;
        var closes = second is not null && second.OpenUnixMs >= ClosedThroughUnixMs && second.OpenUnixMs < unixMs;
        ClosedThroughUnixMs = unixMs;
        _hasClosed = true;
        if (!closes)
        {
            return null;
        }

        foreach (var series in _longer)
        {
            series.Open(second!.OpenUnixMs).Add(second);
        }

        return second;
    }

    /// <summary>
    /// The second that is open and has trades is handed out as it stands, null when there is none, and with it the bars shorter than a minute: readers of
    /// those may know no seconds. Counting ends with it.
    /// </summary>
    public BarBuilder? HandOutOpen()
    {
        var isFirst = !_handsOutOpen;
        _handsOutOpen = true;
        _isCorrected = true;
        if (OpenSecond is not { } second)
        {
            return null;
        }

        foreach (var series in _longer)
        {
            if (isFirst && !IsOfMinutes(series))
            {
                series.Open(second.OpenUnixMs).Add(second);
            }
        }

        return second;
    }

    /// <summary>Bars that changed since the last call: closed ones at once, longer forming ones once a minute.</summary>
    public void Collect(List<BarRow> into)
    {
        // A symbol hands over many times a second: without a second closed or corrected there is nothing to look at.
        if (!_hasClosed && !_isCorrected)
        {
            return;
        }

        var minute = Timeframe.M1.Floor(ClosedThroughUnixMs);
        var isNewMinute = minute > _minuteCollected;
        _minuteCollected = minute;
        Collect(_seconds, _handsOutOpen, into);
        for (var i = 0; i < _longer.Length; i++)
        {
            if (!isNewMinute && !_isCorrected && IsOfMinutes(_longer[i]))
            {
                continue;
            }

            if (_isStored[i])
            {
                Collect(_longer[i], IsOfMinutes(_longer[i]) ? isNewMinute && _longer[i].Timeframe != Timeframe.M1 : isNewMinute || _handsOutOpen, into);
            }
            else
            {
                _longer[i].Forget(KeptUntil);
            }
        }

        (_hasClosed, _isCorrected) = (false, false);
    }

    /// <summary>Bars of the extra timeframe that open before a time are needed no longer.</summary>
    public void Release(long unixMs) => _handed.KeepFrom = unixMs;

    /// <summary>Open of the first bar of the extra timeframe at a time or later; null when there is none.</summary>
    public long? NextHanded(long unixMs) => _handed.FirstAtOrAfter(unixMs)?.OpenUnixMs;

    /// <summary>The bar that opens at a time; null when it has no trade, or is kept no longer.</summary>
    public BarBuilder? Find(Timeframe timeframe, long openUnixMs) =>
        timeframe == Timeframe.S1
            ? _seconds.Find(openUnixMs)
            : Array.Find(_longer, s => s.Timeframe == timeframe)?.Find(openUnixMs);

    /// <summary>The first bar with a trade that opens at a time or later, of the extra timeframe if there is one, else a second; null when there is none.</summary>
    public BarBuilder? FirstAtOrAfter(long unixMs)
    {
        for (var bar = _handed.FirstAtOrAfter(unixMs); bar is not null; bar = _handed.FirstAtOrAfter(bar.OpenUnixMs + 1))
        {
            if (!double.IsNaN(bar.Open))
            {
                return bar;
            }
        }

        var second = _seconds.FirstAtOrAfter(unixMs);
        while (second is not null && double.IsNaN(second.Open))
        {
            second = _seconds.FirstAtOrAfter(second.OpenUnixMs + 1);
        }

        return second;
    }

    // A market whose clock is behind ours has its trades in seconds that were closed by wall time: they must stay at hand.
    private long KeptUntil => Math.Min(ClosedThroughUnixMs, _arrivedUnixMs);

    private static bool IsOfMinutes(BarSeries series) => series.Timeframe.Milliseconds % Timeframe.M1.Milliseconds == 0;

    private static void Expect(BarSeries series, (long UnixMs, long Id) before, (long UnixMs, long Id)? after)
    {
        var (end, begin) = (series.Timeframe.Floor(before.UnixMs), after is { } next ? series.Timeframe.Floor(next.UnixMs) : long.MaxValue);
        if (end < begin)
        {
            series.Find(end)?.EndsWith(before.Id);
            series.Find(begin)?.BeginsWith(after?.Id ?? 0);
        }
    }

    private static void Restore(BarSeries series, IEnumerable<Bar> parts, Timeframe length)
    {
        foreach (var part in parts)
        {
            series.Open(part.OpenUnixMs).Add(part, length);
        }
    }

    private static void Reopen(BarSeries series, IEnumerable<BarBuilder> parts, long fromUnixMs)
    {
        var whole = series.WholeFrom;
        if (fromUnixMs >= whole)
        {
            return;
        }

        foreach (var part in parts)
        {
            var open = series.Timeframe.Floor(part.OpenUnixMs);
            if (open >= fromUnixMs && open < whole)
            {
                series.Open(open).AddStored(part);
            }
        }

        series.BeginAt(fromUnixMs);
    }

    private void Collect(BarSeries series, bool formingToo, List<BarRow> into)
    {
        // A market hands over many times a second and keeps minutes of seconds: only what changed may be looked at.
        var left = long.MaxValue;
        for (var i = series.IndexAtOrAfter(series.ChangedFrom); i < series.Count; i++)
        {
            var bar = series[i];
            var isForming = series.Timeframe.Close(bar.OpenUnixMs) > ClosedThroughUnixMs;
            if (!bar.IsDirty)
            {
                continue;
            }

            if (isForming && !formingToo)
            {
                left = Math.Min(left, bar.OpenUnixMs);
                continue;
            }

            bar.IsDirty = false;
            into.Add(new(_market, series.Timeframe, bar.ToBar()));
        }

        series.ChangedFrom = left;
        series.Trim(KeptUntil);
    }
}
