using System.Diagnostics.Metrics;

namespace SqueezeFlow.Storage.Redis;

/// <summary>What publishing to Redis counts.</summary>
internal static class RedisMetrics
{
    private static readonly Meter Meter = new("SqueezeFlow.Storage.Redis");

    /// <summary>Signals published, those past their time included.</summary>
    public static Counter<long> Published { get; } = Meter.CreateCounter<long>("redis.published", "{signal}", "Signals published to Redis.");

    /// <summary>Signals that were past their time when Redis took them.</summary>
    public static Counter<long> Late { get; } = Meter.CreateCounter<long>("redis.late", "{signal}", "Signals that went to history and count alone, being past their time.");

    /// <summary>Signals that a call found published already.</summary>
    public static Counter<long> Repeated { get; } = Meter.CreateCounter<long>("redis.repeated", "{signal}", "Signals that Redis had taken before its answer was lost.");

    /// <summary>Signals that Redis took in part only, or that could not be written as a message.</summary>
    public static Counter<long> Refused { get; } = Meter.CreateCounter<long>("redis.refused", "{signal}", "Signals that were not taken whole and are not tried again.");

    /// <summary>Calls without a usable answer.</summary>
    public static Counter<long> Failures { get; } = Meter.CreateCounter<long>("redis.failures", "{call}", "Calls to Redis that failed and are tried again.");

    /// <summary>Failed reads and writes of the own store.</summary>
    public static Counter<long> StoreFailures { get; } = Meter.CreateCounter<long>("redis.store_failures", "{call}", "Failed reads and writes of what is published, in the own store.");

    /// <summary>Failed reads and writes of records at Redis, by <c>call</c>.</summary>
    public static Counter<long> RecordFailures { get; } = Meter.CreateCounter<long>("redis.record_failures", "{call}", "Failed reads and writes of records at Redis.");

    /// <summary>Questions and answers about owners of markets that did not get through.</summary>
    public static Counter<long> OwnerFailures { get; } = Meter.CreateCounter<long>("redis.owner_failures", "{call}", "Calls about owners of markets that Redis did not answer; rows wait meanwhile.");
}
