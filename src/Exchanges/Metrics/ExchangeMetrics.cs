using System.Diagnostics.Metrics;

namespace SqueezeFlow.Exchanges.Metrics;

/// <summary>What this project measures.</summary>
public static class ExchangeMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "SqueezeFlow.Exchanges";

    private static readonly Meter Meter = new(MeterName);

    /// <summary>Instrument lists taken from disk because the venue did not answer.</summary>
    internal static Counter<long> CacheUses { get; } = Meter.CreateCounter<long>("rest.cached", "{list}", "Instrument lists taken from disk");

    /// <summary>Requests sent, repeated ones included.</summary>
    internal static Counter<long> Requests { get; } = Meter.CreateCounter<long>("rest.requests", "{request}", "Requests sent");

    /// <summary>Requests that a venue refused for want of room.</summary>
    internal static Counter<long> Refusals { get; } = Meter.CreateCounter<long>("rest.refused", "{request}", "Requests refused with 429, 418 or 403");

    /// <summary>Requests that had to wait for the venue's limits.</summary>
    internal static Counter<long> Waits { get; } = Meter.CreateCounter<long>("rest.waits", "{request}", "Requests that waited for the venue's limits");

    /// <summary>Connections made.</summary>
    internal static Counter<long> Connects { get; } = Meter.CreateCounter<long>("feed.connects", "{connect}", "Connections made");

    /// <summary>Connections that ended.</summary>
    internal static Counter<long> Losses { get; } = Meter.CreateCounter<long>("feed.losses", "{connection}", "Connections that ended");

    /// <summary>Recordings that the disk ended.</summary>
    internal static Counter<long> RecordingFailures { get; } =
        Meter.CreateCounter<long>("recording.failures", "{recording}", "Recordings that the disk ended");

    /// <summary>Connections that ended because a listener or an adapter broke.</summary>
    internal static Counter<long> Failures { get; } = Meter.CreateCounter<long>("feed.failures", "{failure}", "Connections ended by a bug");

    // Counted per read of a socket, not per trade: the sums are kept by each exchange and only read here.
    internal static void Register()
    {
        if (Interlocked.Exchange(ref s_isRegistered, 1) == 0)
        {
            Meter.CreateObservableCounter("feed.frames", () => FeedTotals.Measure(totals => totals.Frames), "{frame}", "Messages received");
            Meter.CreateObservableCounter("feed.bytes", () => FeedTotals.Measure(totals => totals.Bytes), "By", "Payload received");
            Meter.CreateObservableCounter("feed.trades", () => FeedTotals.Measure(totals => totals.Trades), "{trade}", "Trades handed on");
            Meter.CreateObservableCounter("feed.fallbacks", () => FeedTotals.Measure(totals => totals.Fallbacks), "{frame}", "Trade frames of unexpected layout");
            Meter.CreateObservableCounter("feed.missed", () => FeedTotals.Measure(totals => totals.Missed), "{frame}", "Messages missing by the venue's own count");
            Meter.CreateObservableGauge("feed.lag", () => FeedTotals.Measure(totals => totals.LagMs), "ms", "Receive time minus exchange time of the latest trade");
            Meter.CreateObservableCounter("feed.rejected", () => FeedTotals.MeasureRejected(), "{refusal}", "Frames and trades refused");
        }
    }

    private static int s_isRegistered;
}
