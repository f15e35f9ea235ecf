namespace SqueezeFlow.Core.Views.Silos;

/// <summary>One process of the cluster and its load.</summary>
/// <param name="Name">Name of the process.</param>
/// <param name="Address">Where the other processes reach it, with the number of its start.</param>
/// <param name="State"><c>active</c>, <c>joining</c>, <c>leaving</c> or <c>silent</c>: it is taken for active and does not answer.</param>
public sealed record SiloView(string Name, string Address, string State)
{
    /// <summary>Version of the program; null while it is not known.</summary>
    public string? Version { get; init; }

    /// <summary>Wall time of the start; null while it is not known.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Whether it does its job.</summary>
    public bool Ready { get; init; }

    /// <summary>Level of its health; null while it is not known.</summary>
    public string? Health { get; init; }

    /// <summary>Feeds that run on it.</summary>
    public int Feeds { get; init; }

    /// <summary>Those of them that are connected.</summary>
    public int FeedsConnected { get; init; }

    /// <summary>Trades a wall second over all of its feeds, mean of the last ten seconds.</summary>
    public double TradesPerSecond { get; init; }

    /// <summary>Greatest lag of its feeds, receive time minus exchange time, milliseconds; null when none is known.</summary>
    public double? LagMs { get; init; }

    /// <summary>Trades that wait on it to be counted.</summary>
    public int Waiting { get; init; }

    /// <summary>Signals given on it since its start.</summary>
    public long Signals { get; init; }

    /// <summary>Processor time used, percent of all processors; null before the first look.</summary>
    public double? CpuPercent { get; init; }

    /// <summary>Memory of the process, MiB; null before the first look.</summary>
    public double? MemoryMb { get; init; }

    /// <summary>Why it does not answer; null when it does.</summary>
    public string? Problem { get; init; }
}
