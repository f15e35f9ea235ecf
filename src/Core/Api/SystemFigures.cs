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

    /// <summary>Processor time that the container used, percent of what it may use.</summary>
    public const string ContainerCpuPercent = "container_cpu_percent";

    /// <summary>Periods at whose end the container had to wait for processor time, percent.</summary>
    public const string ThrottledPercent = "throttled_percent";

    /// <summary>Memory of the container, MiB.</summary>
    public const string ContainerMemory = "container_memory_mb";

    /// <summary>Memory of the container, percent of what it may use.</summary>
    public const string ContainerMemoryPercent = "container_memory_percent";

    /// <summary>Processor time used on the whole machine, percent.</summary>
    public const string HostCpuPercent = "host_cpu_percent";

    /// <summary>Memory used on the whole machine, percent.</summary>
    public const string HostMemoryPercent = "host_memory_percent";

    /// <summary>Files, sockets and the like that the process holds open.</summary>
    public const string FileHandles = "file_handles";

    /// <summary>The same, percent of what it may hold.</summary>
    public const string FileHandlesPercent = "file_handles_percent";

    /// <summary>Threads of the process.</summary>
    public const string Threads = "threads";
}
