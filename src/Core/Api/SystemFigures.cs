namespace SqueezeFlow.Core.Api;

/// <summary>The part of health that speaks of the machine, and its figures.</summary>
public static class SystemFigures
{
    /// <summary>Name of the part.</summary>
    public const string Part = "system";

    /// <summary>Processor time used, percent of all processors.</summary>
    public const string CpuPercent = "cpu_percent";

    /// <summary>Memory used, percent.</summary>
    public const string MemoryPercent = "memory_percent";

    /// <summary>Memory of the process, MiB.</summary>
    public const string MemoryUsed = "memory_used_mb";

    /// <summary>Disk that holds the data, used, percent.</summary>
    public const string DiskPercent = "disk_percent";

    /// <summary>Disk that holds the data, free, GiB.</summary>
    public const string DiskFree = "disk_free_gb";
}
