using SqueezeFlow.Core.Bars;
using SqueezeFlow.Storage.Influx.Protocol;

namespace SqueezeFlow.Storage.Influx.Schema;

/// <summary>Where a layout keeps bars of which length, shortest first. Those without a source are written, the database makes the others of them.</summary>
internal sealed class InfluxFrames
{
    /// <summary>Policy of ledger and gaps.</summary>
    public const string LedgerPolicy = "ledger";

    /// <summary>Policy of open interest and of the points of signals.</summary>
    public const string RecordPolicy = "30_days";

    // What the collector keeps: so many bars of each length.
    private const int CollectorBars = 5_000;

    private static readonly InfluxFrames Standard = new(
    [
        Frame("1s", null, 7, 1.0 / 24),
        Frame("1m", "1s", 7, 1),
        Frame("5m", "1m", 30, 1),
        Frame("15m", "5m", 90, 7),
        Frame("30m", "15m", 180, 7),
        Frame("1h", "30m", 365, 30),
        Frame("4h", "1h", 1_825, 30),
    ]);

    private static readonly InfluxFrames Collector = new(
    [
        // The collector has no seconds: a day of them lets us go on in the midst of ten seconds, and correct them.
        Frame("1s", null, 1, 1.0 / 24),
        Frame("10s", null),
        Frame("30s", "10s"),
        Frame("1m", "30s"),
        Frame("3m", "1m"),
        Frame("5m", "1m"),
        Frame("15m", "5m"),
        Frame("30m", "15m"),
        Frame("1h", "30m"),
        Frame("2h", "1h"),
        Frame("4h", "2h"),
        Frame("6h", "2h"),
        Frame("1d", "6h"),
    ]);

    private readonly Dictionary<Timeframe, InfluxFrame> _byLength;

    private InfluxFrames(InfluxFrame[] all)
    {
        All = all;
        Base = all.Last(frame => frame.Source is null);
        _byLength = all.ToDictionary(frame => frame.Timeframe);
    }

    /// <summary>All of them, shortest first.</summary>
    public IReadOnlyList<InfluxFrame> All { get; }

    /// <summary>The one that the others are made of: ten-second bars in the collector's layout, where one-second bars lie beside it.</summary>
    public InfluxFrame Base { get; }

    /// <summary>Those of a layout, with the names and durations that are configured.</summary>
    public static InfluxFrames Of(InfluxOptions options) => new(
    [
        .. Of(options.Layout).All.Select(frame => frame with
        {
            Policy = $"{options.RetentionPrefix}{frame.Timeframe}",
            Duration = DurationOf(frame, options),
        }),
    ]);

    /// <summary>Those of a layout.</summary>
    public static InfluxFrames Of(InfluxLayout layout) => layout == InfluxLayout.Collector ? Collector : Standard;

    /// <summary>The place of bars of a length; null when the layout has none, so that they are folded when read.</summary>
    public InfluxFrame? Find(Timeframe timeframe) => _byLength.GetValueOrDefault(timeframe);

    /// <summary>Whose policy keeps imported bars of a length: that of the longest frame that is no longer, else of the shortest.</summary>
    public InfluxFrame KeeperOf(Timeframe timeframe) => All.LastOrDefault(frame => frame.Timeframe.Milliseconds <= timeframe.Milliseconds) ?? All[0];

    // Zero keeps for ever.
    private static TimeSpan DurationOf(InfluxFrame frame, InfluxOptions options) =>
        options.Retention.TryGetValue(frame.Timeframe.ToString(), out var text) && InfluxQl.TryParseDuration(text, out var given) ? given
        : options.Layout == InfluxLayout.Collector && frame.Shard == TimeSpan.Zero ? options.RetentionBars * TimeSpan.FromMilliseconds(frame.Timeframe.Milliseconds)
        : frame.Duration;

    private static InfluxFrame Frame(string length, string? source, double days, double shardDays) =>
        new(Timeframe.Parse(length), source is null ? null : Timeframe.Parse(source), TimeSpan.FromDays(days), TimeSpan.FromDays(shardDays));

    private static InfluxFrame Frame(string length, string? source)
    {
        var timeframe = Timeframe.Parse(length);
        return new(timeframe, source is null ? null : Timeframe.Parse(source), CollectorBars * TimeSpan.FromMilliseconds(timeframe.Milliseconds));
    }
}
