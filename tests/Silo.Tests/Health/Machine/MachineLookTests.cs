using SqueezeFlow.Silo.Health.Machine;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Silo.Tests.Health.Machine;

public sealed class MachineLookTests : IDisposable
{
    private const double MiB = 1048576;

    private readonly KernelFolder _kernel = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _kernel.Dispose();

    [Fact]
    public void A_container_of_version_2_tells_its_share_of_what_it_may_use()
    {
        _kernel
            .Write("/sys/fs/cgroup/cgroup.controllers", "cpu memory")
            .Write("/proc/self/cgroup", "0::/\n")
            .Write("/sys/fs/cgroup/cpu.max", "50000 100000\n")
            .Write("/sys/fs/cgroup/cpu.stat", "usage_usec 1000000\nnr_periods 100\nnr_throttled 10\n")
            .Write("/sys/fs/cgroup/memory.current", $"{300 * MiB}\n")
            .Write("/sys/fs/cgroup/memory.max", $"{400 * MiB}\n")
            .Write("/sys/fs/cgroup/memory.stat", $"anon 7\ninactive_file {100 * MiB}\n");
        var look = new MachineLook(new(_kernel.Root), _clock);

        _kernel.Write("/sys/fs/cgroup/cpu.stat", "usage_usec 2000000\nnr_periods 140\nnr_throttled 20\n");
        _clock.Advance(TimeSpan.FromSeconds(10));
        var figures = look.Read();

        Assert.Equal((20, 25), (figures["container_cpu_percent"], figures["throttled_percent"]));
        Assert.Equal((200, 50), (figures["container_memory_mb"], figures["container_memory_percent"]));
    }

    [Fact]
    public void A_container_of_version_1_is_read_from_the_folder_of_each_controller()
    {
        _kernel
            .Write("/proc/self/cgroup", "9:name=systemd:/\n4:memory:/docker/7\n2:cpu,cpuacct:/docker/7\n")
            .Write("/sys/fs/cgroup/memory/docker/7/memory.usage_in_bytes", $"{90 * MiB}")
            .Write("/sys/fs/cgroup/memory/docker/7/memory.limit_in_bytes", $"{100 * MiB}")
            .Write("/sys/fs/cgroup/cpu/cpu.stat", "nr_periods 5\nnr_throttled 0\n")
            .Write("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "200000")
            .Write("/sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000")
            .Write("/sys/fs/cgroup/cpuacct/cpuacct.usage", "1000000000");
        var look = new MachineLook(new(_kernel.Root), _clock);

        _kernel.Write("/sys/fs/cgroup/cpuacct/cpuacct.usage", "5000000000").Write("/sys/fs/cgroup/cpu/cpu.stat", "nr_periods 15\nnr_throttled 9\n");
        _clock.Advance(TimeSpan.FromSeconds(10));
        var figures = look.Read();

        Assert.Equal((20, 90), (figures["container_cpu_percent"], figures["throttled_percent"]));
        Assert.Equal((90, 90), (figures["container_memory_mb"], figures["container_memory_percent"]));
    }

    [Theory]
    [InlineData("max")]
    [InlineData("9223372036854771712")]
    public void Without_a_limit_there_is_no_share_of_it(string limit)
    {
        _kernel.Write("/sys/fs/cgroup/memory/memory.usage_in_bytes", "1048576").Write("/sys/fs/cgroup/memory/memory.limit_in_bytes", limit).Write("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1");

        var figures = new MachineLook(new(_kernel.Root), _clock).Read();

        Assert.Equal(1, figures["container_memory_mb"]);
        Assert.DoesNotContain("container_memory_percent", figures.Keys);
        Assert.DoesNotContain("throttled_percent", figures.Keys);
    }

    [Fact]
    public void The_machine_tells_processor_memory_handles_and_threads()
    {
        _kernel
            .Write("/proc/stat", "cpu  100 0 100 700 100 0 0 0 0 0\ncpu0 1 2 3\n")
            .Write("/proc/meminfo", "MemTotal:        1000 kB\nMemFree: 1 kB\nMemAvailable:    400 kB\n")
            .Write("/proc/self/limits", "Limit                     Soft Limit           Hard Limit           Units\nMax open files            8                    16                   files\n")
            .Write("/proc/self/fd/0", "").Write("/proc/self/fd/1", "")
            .Write("/proc/self/status", "Name:\tx\nThreads:\t31\n");
        var look = new MachineLook(new(_kernel.Root), _clock);

        _kernel.Write("/proc/stat", "cpu  130 0 110 750 110 0 0 0 0 0\n");
        var figures = look.Read();

        Assert.Equal((40, 60), (figures["host_cpu_percent"], figures["host_memory_percent"]));
        Assert.Equal((2, 25, 31), (figures["file_handles"], figures["file_handles_percent"], figures["threads"]));
    }

    [Fact]
    public void Where_the_kernel_tells_nothing_there_is_nothing_and_no_fault() => Assert.Empty(new MachineLook(new(_kernel.Root), _clock).Read());

    [Fact]
    public void This_machine_can_be_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the files are those of Linux");

        var figures = new MachineLook(new(), TimeProvider.System).Read();

        Assert.InRange(figures["host_memory_percent"], 0.1, 100);
        Assert.True(figures["threads"] > 1 && figures["file_handles"] > 2);
    }
}
