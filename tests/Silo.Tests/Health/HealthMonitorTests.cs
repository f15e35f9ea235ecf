using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Health;
using SqueezeFlow.Grains.Health.Probes;
using SqueezeFlow.Silo.Health;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Silo.Tests.Health;

public sealed class HealthMonitorTests
{
    [Fact]
    public async Task Others_are_told_what_was_seen_last_while_a_part_is_slow()
    {
        var stop = TestContext.Current.CancellationToken;
        var (clock, probe) = (new ManualClock(), new SlowProbe());
        using var monitor = new HealthMonitor(new HealthCheck([probe], clock), NoNotifier.Instance, clock);
        Assert.Equal("healthy", (await monitor.SeenAsync(stop)).Level);

        probe.IsSlow = true;
        clock.Advance(TimeSpan.FromSeconds(2));
        var reading = monitor.ReadAsync(stop);

        Assert.True(monitor.SeenAsync(stop).IsCompletedSuccessfully);
        clock.Advance(HealthCheck.TimeLimit);
        Assert.Equal("critical", (await reading).Level);
        Assert.Equal("critical", (await monitor.SeenAsync(stop)).Level);
    }

    private sealed class SlowProbe : IHealthProbe
    {
        public bool IsSlow { get; set; }

        public bool IsRequired => true;

        public async ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken)
        {
            if (IsSlow)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return new("slow", "healthy", "it is", new Dictionary<string, double>());
        }
    }
}
