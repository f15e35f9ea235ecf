using System.Diagnostics.Metrics;

namespace SqueezeFlow.Notifications;

/// <summary>What this project counts.</summary>
internal static class NotificationMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.Notifications");
    private static readonly Counter<long> Suppressed = Meter.CreateCounter<long>("notifications.suppressed", "{notice}", "Notices that were not told, by reason: held, flapping, stands, repeated, short.");

    /// <summary>Messages delivered, by channel.</summary>
    public static readonly Counter<long> Delivered = Meter.CreateCounter<long>("notifications.delivered", "{message}", "Messages delivered.");

    /// <summary>Messages given up, by channel.</summary>
    public static readonly Counter<long> Failed = Meter.CreateCounter<long>("notifications.failed", "{message}", "Messages given up.");

    /// <summary>Notices dropped because too many waited, or at a stop, by channel.</summary>
    public static readonly Counter<long> Dropped = Meter.CreateCounter<long>("notifications.dropped", "{notice}", "Notices dropped because too many waited, or at a stop.");

    /// <summary>Attempts that brought nothing, by channel.</summary>
    public static readonly Counter<long> FailedAttempts = Meter.CreateCounter<long>("notifications.attempts.failed", "{attempt}", "Attempts that brought nothing.");

    /// <summary>A notice was not told.</summary>
    public static void Suppress(string reason) => Suppressed.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
