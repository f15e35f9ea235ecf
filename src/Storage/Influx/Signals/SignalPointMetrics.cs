using System.Diagnostics.Metrics;

namespace SqueezeFlow.Storage.Influx.Signals;

/// <summary>What writing the points of signals counts.</summary>
internal static class SignalPointMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.Storage.Influx.Signals");

    /// <summary>Points given to the spool, repeated ones included.</summary>
    public static Counter<long> Points { get; } = Meter.CreateCounter<long>("influx.signal_points", "{point}", "Points of signals given to the spool, repeated ones included.");

    /// <summary>Signals that cannot be written as points.</summary>
    public static Counter<long> Refused { get; } = Meter.CreateCounter<long>("influx.signals_refused", "{signal}", "Signals that cannot be written as points and are left out.");

    /// <summary>Tries without success.</summary>
    public static Counter<long> Failures { get; } = Meter.CreateCounter<long>("influx.signal_failures", "{try}", "Tries to give points of signals to the spool that failed and are made again.");
}
