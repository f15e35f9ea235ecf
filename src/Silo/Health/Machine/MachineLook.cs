using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Silo.Health.Machine;

/// <summary>
/// Figures of the container and its machine since the last look, from files of the kernel that any process may read: no Docker socket. What cannot be
/// told is left out. Used by one at a time.
/// </summary>
internal sealed class MachineLook(MachineFiles files, TimeProvider clock)
{
    private long _at = clock.GetTimestamp();
    private Container _container = Container.Read(files);
    private (double Busy, double All)? _host = ReadHost(files);

    /// <summary>The figures, by name; shares of time are those since the last look.</summary>
    public IReadOnlyDictionary<string, double> Read()
    {
        var elapsed = clock.GetElapsedTime(_at).TotalSeconds;
        var (before, host) = (_container, _host);
        (_at, _container, _host) = (clock.GetTimestamp(), Container.Read(files), ReadHost(files));
        var cpus = _container.Cpus ?? Environment.ProcessorCount;
        var figures = new Dictionary<string, double>();
        Add(figures, SystemFigures.ContainerCpuPercent, elapsed > 0 ? Share(_container.CpuSeconds - before.CpuSeconds, elapsed * cpus) : null);
        Add(figures, SystemFigures.ThrottledPercent, Share(_container.Throttled - before.Throttled, _container.Periods - before.Periods));
        Add(figures, SystemFigures.ContainerMemory, _container.MemoryBytes / 1048576);
        Add(figures, SystemFigures.ContainerMemoryPercent, Share(_container.MemoryBytes, _container.MemoryLimit));
        Add(figures, SystemFigures.HostCpuPercent, Share(_host?.Busy - host?.Busy, _host?.All - host?.All));
        var total = files.Number("/proc/meminfo", "MemTotal:");
        Add(figures, SystemFigures.HostMemoryPercent, Share(total - files.Number("/proc/meminfo", "MemAvailable:"), total));
        var handles = files.Count("/proc/self/fd");
        Add(figures, SystemFigures.FileHandles, handles);
        Add(figures, SystemFigures.FileHandlesPercent, Share(handles, HandleLimit()));
        Add(figures, SystemFigures.Threads, files.Number("/proc/self/status", "Threads:"));
        return figures;
    }

    // user nice system idle iowait irq softirq steal; guests are counted in the first two.
    private static (double Busy, double All)? ReadHost(MachineFiles files)
    {
        if (!files.Exists("/proc/stat") || files.Lines("/proc/stat") is not [var line, ..] || MachineFiles.Words(line) is not ["cpu", .. var words] || words.Length < 5)
        {
            return null;
        }

        var ticks = words.Take(8).Select(word => MachineFiles.NumberOf(word) ?? 0).ToArray();
        return (ticks.Sum() - ticks[3] - ticks[4], ticks.Sum());
    }

    private static double? Share(double? part, double? whole) => whole > 0 ? 100 * part / whole : null;

    private static void Add(Dictionary<string, double> figures, string name, double? value)
    {
        if (value is { } known && double.IsFinite(known))
        {
            figures[name] = Math.Round(Math.Max(0, known), 1);
        }
    }

    private double? HandleLimit() => files.Exists("/proc/self/limits")
        ? files.Lines("/proc/self/limits").Where(line => line.StartsWith("Max open files", StringComparison.Ordinal)).Select(line => MachineFiles.NumberOf(MachineFiles.Words(line)[3])).FirstOrDefault()
        : null;
}
