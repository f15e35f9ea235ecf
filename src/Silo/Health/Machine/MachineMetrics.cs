using System.Diagnostics.Metrics;

namespace SqueezeFlow.Silo.Health.Machine;

/// <summary>Measures of the look at the machine.</summary>
internal static class MachineMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.Silo.Machine");

    /// <summary>Files of the kernel that are there and could not be read.</summary>
    public static Counter<long> Unreadable { get; } = Meter.CreateCounter<long>("machine.unreadable", "{file}", "Files of the kernel that could not be read.");

    /// <summary>Figures that could not be kept.</summary>
    public static Counter<long> Unkept { get; } = Meter.CreateCounter<long>("machine.unkept", "{point}", "Points of the machine's figures that the spool did not take.");
}
