using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Backtest.Parity;

/// <summary>
/// The cumulative volume delta of the stored bars beside what the service had counted when it gave its signals. Both begin at different levels: their distance
/// stays the same as long as the bars do.
/// </summary>
internal sealed class FlowTrack
{
    // Sums in another order differ in their last digits.
    private const double SmallestUsd = 0.01;
    private const double Rounding = 1e-9;

    private readonly Dictionary<long, (double Spot, double Perp)> _stored = [];
    private readonly List<Anchor> _anchors = [];

    public FlowTrack(LivedTime lived, StrategyOptions options)
    {
        var strategy = new SqueezeStrategy(lived.Symbol, options);
        foreach (var bar in lived.Bars)
        {
            strategy.Push(bar);
            _stored[options.Timeframe.Close(bar.OpenUnixMs)] = (strategy.SpotCvd, strategy.PerpCvd);
        }

        foreach (var signal in lived.Signals.Select(record => record.Signal).Where(signal => signal.Source is null))
        {
            Add(signal.BarCloseUnixMs, signal.SpotCvd, signal.PerpCvd);
        }

        Add(lived.Last.EvaluatedUnixMs, lived.Last.SpotCvd, lived.Last.PerpCvd);
    }

    /// <summary>Whether what the service had counted is known at a bar's close, or before it.</summary>
    public bool IsKnownBefore(long closeUnixMs) => _anchors.Exists(anchor => anchor.CloseUnixMs < closeUnixMs);

    /// <summary>Volume delta at an entry as the stored bars count it; null where that cannot be told.</summary>
    public (double Spot, double Perp)? At(Signal entry)
    {
        if (entry.Source is null && _stored.TryGetValue(entry.BarCloseUnixMs, out var level))
        {
            return level;
        }

        var anchor = _anchors.FindLast(one => one.CloseUnixMs <= entry.BarCloseUnixMs) ?? (_anchors.Count > 0 ? _anchors[0] : null);
        return anchor is not null && double.IsFinite(entry.SpotCvd) && double.IsFinite(entry.PerpCvd)
            ? (entry.SpotCvd - anchor.Spot, entry.PerpCvd - anchor.Perp)
            : null;
    }

    /// <summary>Whether the service had counted nothing that is stored of the time before.</summary>
    public bool IsCountedFrom(long unixMs)
    {
        var before = _stored.Keys.Where(close => close <= unixMs).DefaultIfEmpty(long.MinValue).Max();
        return _stored.TryGetValue(before, out var level) && _anchors.Count > 0 && !IsMore(_anchors[0].Spot + level.Spot, level.Spot) && !IsMore(_anchors[0].Perp + level.Perp, level.Perp);
    }

    /// <summary>The latest stretch of time that touches a window, and whose flow is another now than it was; null when there is none.</summary>
    public FlowDrift? DriftIn(long fromUnixMs, long closeUnixMs)
    {
        for (var i = _anchors.Count - 1; i > 0; i--)
        {
            var (before, after) = (_anchors[i - 1], _anchors[i]);
            var (spot, perp) = (before.Spot - after.Spot, before.Perp - after.Perp);
            if (before.CloseUnixMs < closeUnixMs && after.CloseUnixMs > fromUnixMs && (IsMore(spot, after.Spot) || IsMore(perp, after.Perp)))
            {
                return new(before.CloseUnixMs, after.CloseUnixMs, spot, perp);
            }
        }

        return null;
    }

    private static bool IsMore(double drift, double level) => Math.Abs(drift) > SmallestUsd + (Rounding * Math.Abs(level));

    private void Add(long closeUnixMs, double spot, double perp)
    {
        if (_stored.TryGetValue(closeUnixMs, out var stored) && double.IsFinite(spot) && double.IsFinite(perp) && !_anchors.Exists(anchor => anchor.CloseUnixMs == closeUnixMs))
        {
            _anchors.Add(new(closeUnixMs, spot - stored.Spot, perp - stored.Perp));
        }
    }

    /// <summary>How far what the service had counted lies above what is stored.</summary>
    private sealed record Anchor(long CloseUnixMs, double Spot, double Perp);
}

/// <summary>Flow that is stored now and was not counted then.</summary>
/// <param name="FromUnixMs">Begin of the stretch in which it lies, milliseconds since 1970 UTC.</param>
/// <param name="ToUnixMs">Its end.</param>
/// <param name="SpotUsd">Spot volume delta, USD.</param>
/// <param name="PerpUsd">Perpetual volume delta, USD.</param>
internal sealed record FlowDrift(long FromUnixMs, long ToUnixMs, double SpotUsd, double PerpUsd);
