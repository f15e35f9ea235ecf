using System.Diagnostics.Metrics;

namespace SqueezeFlow.Grains.Screen.Relay;

/// <summary>Measures of events that go from process to process.</summary>
internal static class RelayMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.Grains.Screen");

    /// <summary>Events told to other processes.</summary>
    public static Counter<long> Sent { get; } = Meter.CreateCounter<long>("screen.relayed", "{event}", "Events told to the screens of other processes.");

    /// <summary>Calls to other processes that failed and are repeated.</summary>
    public static Counter<long> Failures { get; } = Meter.CreateCounter<long>("screen.relay_failures", "{call}", "Calls about screens to other processes that failed; they are repeated.");

    /// <summary>Times that screens had to start over because events of another process were missed.</summary>
    public static Counter<long> Missed { get; } = Meter.CreateCounter<long>("screen.relay_missed", "{parcel}", "Times that the screens were told to start over, since events of another process were missed.");
}
