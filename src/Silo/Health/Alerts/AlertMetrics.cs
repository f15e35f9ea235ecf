using System.Diagnostics.Metrics;

namespace SqueezeFlow.Silo.Health.Alerts;

/// <summary>Measures of alerts.</summary>
internal static class AlertMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.Silo.Alerts");

    /// <summary>Alerts raised.</summary>
    public static Counter<long> Raised { get; } = Meter.CreateCounter<long>("alerts.triggered", "{alert}", "Alerts raised.");

    /// <summary>Alerts that stand now: rises and falls with them.</summary>
    public static UpDownCounter<long> Standing { get; } = Meter.CreateUpDownCounter<long>("alerts.standing", "{alert}", "Alerts that stand now.");

    /// <summary>Alerts that could not be told on the channel of alerts.</summary>
    public static Counter<long> Untold { get; } = Meter.CreateCounter<long>("alerts.untold", "{alert}", "Alerts that could not be told on the channel in Redis.");
}
