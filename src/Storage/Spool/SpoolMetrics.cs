using System.Diagnostics.Metrics;

namespace SqueezeFlow.Storage.Spool;

/// <summary>What the spool counts.</summary>
internal static class SpoolMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.Storage.Spool");

    /// <summary>Points kept on disk.</summary>
    public static Counter<long> Appended { get; } = Meter.CreateCounter<long>("spool.appended", "{point}", "Points kept on disk for the store.");

    /// <summary>Points taken by the store.</summary>
    public static Counter<long> Sent { get; } = Meter.CreateCounter<long>("spool.sent", "{point}", "Points that the store took.");

    /// <summary>Points refused for good.</summary>
    public static Counter<long> DeadLettered { get; } = Meter.CreateCounter<long>("spool.dead_lettered", "{point}", "Points that the store refused and that were set aside.");

    /// <summary>Refused points that are kept no more.</summary>
    public static Counter<long> DeadLettersDeleted { get; } =
        Meter.CreateCounter<long>("spool.dead_letters_deleted", "{point}", "Refused points whose file was deleted for want of room.");

    /// <summary>Points dropped unsent.</summary>
    public static Counter<long> Dropped { get; } = Meter.CreateCounter<long>("spool.dropped", "{point}", "Points dropped unsent because the spool was full.");

    /// <summary>Tries without an answer.</summary>
    public static Counter<long> Failures { get; } = Meter.CreateCounter<long>("spool.failures", "{call}", "Tries to send that were not answered and are repeated.");

    /// <summary>Unfinished appends of a killed run.</summary>
    public static Counter<long> Torn { get; } = Meter.CreateCounter<long>("spool.torn", "{append}", "Unfinished appends of a killed run, cut off at the start.");

    /// <summary>Bytes that could not be read.</summary>
    public static Counter<long> Damaged { get; } = Meter.CreateCounter<long>("spool.damaged", "By", "Bytes of segments that could not be read and were passed over.");

    /// <summary>Failures of the disk.</summary>
    public static Counter<long> DiskFailures { get; } = Meter.CreateCounter<long>("spool.disk_failures", "{call}", "Reads and writes of the spool's own files that failed.");

    /// <summary>Points of markets that another process has taken.</summary>
    public static Counter<long> Fenced { get; } =
        Meter.CreateCounter<long>("spool.fenced", "{point}", "Points left out because another process had taken their markets, and has counted them itself.");
}
