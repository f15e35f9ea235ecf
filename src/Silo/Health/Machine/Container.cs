namespace SqueezeFlow.Silo.Health.Machine;

/// <summary>What the container, or any other group of processes, of this one may use and has used.</summary>
/// <param name="CpuSeconds">Processor time used since it began; null when it is not told.</param>
/// <param name="Cpus">Processors that it may use; null without a limit.</param>
/// <param name="Periods">Periods in which its processor time is measured out; null without a limit.</param>
/// <param name="Throttled">Those of them at whose end it had to wait.</param>
/// <param name="MemoryBytes">Memory in use, without what the kernel gives back at need.</param>
/// <param name="MemoryLimit">Memory that it may use; null without a limit.</param>
internal readonly record struct Container(double? CpuSeconds, double? Cpus, double? Periods, double? Throttled, double? MemoryBytes, double? MemoryLimit)
{
    private const string Top = "/sys/fs/cgroup";

    // What older kernels write for no limit: the largest number of whole pages.
    private const double NoLimit = 1L << 60;

    /// <summary>The group of this process, of version 2 or 1; all null where there is none.</summary>
    public static Container Read(MachineFiles files)
    {
        var groups = files.Exists("/proc/self/cgroup") ? files.Lines("/proc/self/cgroup") : [];
        return files.Exists($"{Top}/cgroup.controllers") ? ReadSecond(files, groups) : ReadFirst(files, groups);
    }

    private static Container ReadSecond(MachineFiles files, string[] groups)
    {
        var path = groups.Select(line => line.Split(':', 3)).FirstOrDefault(parts => parts is ["0", "", _])?[2] ?? "/";
        var folder = Folder(files, Top, path, "cpu.stat");
        var quota = files.Exists($"{folder}/cpu.max") && files.Lines($"{folder}/cpu.max") is [var line, ..] ? MachineFiles.Words(line) : [];
        return new(
            files.Number($"{folder}/cpu.stat", "usage_usec") / 1e6,
            quota is [var share, var period] ? MachineFiles.NumberOf(share) / MachineFiles.NumberOf(period) : null,
            files.Number($"{folder}/cpu.stat", "nr_periods"),
            files.Number($"{folder}/cpu.stat", "nr_throttled"),
            files.Number($"{folder}/memory.current") - (files.Number($"{folder}/memory.stat", "inactive_file") ?? 0),
            files.Number($"{folder}/memory.max"));
    }

    private static Container ReadFirst(MachineFiles files, string[] groups)
    {
        var cpu = FolderOf(files, groups, "cpu", "cpu.stat");
        var usage = FolderOf(files, groups, "cpuacct", "cpuacct.usage");
        var memory = FolderOf(files, groups, "memory", "memory.usage_in_bytes");
        var limit = files.Number($"{memory}/memory.limit_in_bytes");
        var quota = files.Number($"{cpu}/cpu.cfs_quota_us");
        return new(
            files.Number($"{usage}/cpuacct.usage") / 1e9,
            quota > 0 ? quota / files.Number($"{cpu}/cpu.cfs_period_us") : null,
            files.Number($"{cpu}/cpu.stat", "nr_periods"),
            files.Number($"{cpu}/cpu.stat", "nr_throttled"),
            files.Number($"{memory}/memory.usage_in_bytes") - (files.Number($"{memory}/memory.stat", "total_inactive_file") ?? 0),
            limit < NoLimit ? limit : null);
    }

    private static string FolderOf(MachineFiles files, string[] groups, string controller, string file)
    {
        var path = groups.Select(line => line.Split(':', 3)).FirstOrDefault(parts => parts.Length == 3 && parts[1].Split(',').Contains(controller))?[2] ?? "/";
        return Folder(files, $"{Top}/{controller}", path, file);
    }

    // Inside of a container the path may be that of the machine outside, which is not there: the top is the container's own then.
    private static string Folder(MachineFiles files, string top, string path, string file) =>
        path.Length > 1 && files.Exists($"{top}{path}/{file}") ? $"{top}{path}" : top;
}
