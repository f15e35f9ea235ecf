using System.Diagnostics;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Health;
using SqueezeFlow.Silo.Health.Machine;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Health;

/// <summary>
/// Processor, memory and disk of this process's machine: above 95 % critical, above 80, 85 and 90 % degraded; likewise a container that has to wait for processor
/// time in a quarter of its periods, that uses 85 % of its memory, and a process that holds 80 % of the files that it may.
/// </summary>
internal sealed class SystemProbe(DataFolder data, TimeProvider clock) : IHealthProbe
{
    private readonly Lock _gate = new();
    private long _at = clock.GetTimestamp();
    private TimeSpan _used = Process.GetCurrentProcess().TotalProcessorTime;
    private readonly MachineLook _machine = new(new(), clock);
    private double _processorPercent;
    private IReadOnlyDictionary<string, double> _figures = new Dictionary<string, double>();

    public bool IsRequired => false;

    public ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken)
    {
        var memory = GC.GetGCMemoryInfo();
        using var process = Process.GetCurrentProcess();
        var drive = new DriveInfo(data.FullPath);
        Look(process);
        var figures = new Dictionary<string, double>(_figures)
        {
            [SystemFigures.CpuPercent] = Math.Round(_processorPercent, 1),
            [SystemFigures.MemoryPercent] = Math.Round(100.0 * memory.MemoryLoadBytes / memory.TotalAvailableMemoryBytes, 1),
            [SystemFigures.DiskPercent] = Math.Round(100.0 * (drive.TotalSize - drive.AvailableFreeSpace) / drive.TotalSize, 1),
            [SystemFigures.MemoryUsed] = Math.Round(process.WorkingSet64 / 1048576.0, 1),
            [SystemFigures.DiskFree] = Math.Round(drive.AvailableFreeSpace / 1073741824.0, 1),
        };
        return new(Judge(figures));
    }

    internal static HealthPart Judge(IReadOnlyDictionary<string, double> figures)
    {
        (string Name, double Limit)[] limits =
        [
            (SystemFigures.CpuPercent, 80), (SystemFigures.MemoryPercent, 85), (SystemFigures.DiskPercent, 90),
            (SystemFigures.ThrottledPercent, 25), (SystemFigures.ContainerMemoryPercent, 85), (SystemFigures.FileHandlesPercent, 80),
        ];
        var critical = limits.Where(limit => figures.GetValueOrDefault(limit.Name) > 95).ToList();
        var high = limits.Where(limit => figures.GetValueOrDefault(limit.Name) > limit.Limit).ToList();
        var level = critical.Count > 0 ? HealthLevels.Critical : high.Count > 0 ? HealthLevels.Degraded : HealthLevels.Healthy;
        var reason = high.Count == 0
            ? "processor, memory and disk have room"
            : string.Join(", ", high.Select(limit => $"{limit.Name} is {figures[limit.Name]:0.#}, more than {limit.Limit}"));
        return new(SystemFigures.Part, level, reason, figures);
    }

    // Shares are those since the last look; a look sooner than a second later repeats them.
    private void Look(Process process)
    {
        lock (_gate)
        {
            var elapsed = clock.GetElapsedTime(_at);
            if (elapsed < TimeSpan.FromSeconds(1))
            {
                return;
            }

            var used = process.TotalProcessorTime;
            _processorPercent = 100 * (used - _used) / elapsed / Environment.ProcessorCount;
            (_at, _used) = (clock.GetTimestamp(), used);
            _figures = _machine.Read();
        }
    }
}
