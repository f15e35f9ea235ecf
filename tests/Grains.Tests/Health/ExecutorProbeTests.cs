using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Grains.Health.Probes;
using SqueezeFlow.Interfaces.Execution;

namespace SqueezeFlow.Grains.Tests.Health;

/// <summary>How execution stands, as a level and in words.</summary>
public sealed class ExecutorProbeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ExecutionHealth Well = new(new Account("paper", true, 10_000, 9_000, 2), null, IsPaused: false);

    [Fact]
    public void An_account_that_answers_is_healthy()
    {
        var part = ExecutorProbe.Judge(Well with { Open = 2, Foreign = 1 }, Now);

        Assert.Equal((HealthLevels.Healthy, "account paper answers"), (part.Level, part.Reason));
        Assert.Equal((10_000, 2, 1), (part.Figures["total_usd"], part.Figures["open"], part.Figures["foreign"]));
    }

    [Fact]
    public void One_that_cannot_be_read_is_critical_and_says_why()
    {
        var part = ExecutorProbe.Judge(new(null, "the account has not answered for 4 s", false), Now);

        Assert.Equal((HealthLevels.Critical, "the account cannot be reached; the account has not answered for 4 s"), (part.Level, part.Reason));
    }

    [Theory]
    [InlineData(59, "degraded")]
    [InlineData(60, "critical")]
    public void An_exit_that_is_outstanding_is_an_alarm_that_grows(int seconds, string level)
    {
        var part = ExecutorProbe.Judge(Well with { Exits = [new("sqz-BTCUSDT-1-C", "BTC", 3, Now.AddSeconds(-seconds), "500 Internal Server Error")] }, Now);

        Assert.Equal(
            (level, $"account paper answers; 1 exit is outstanding, the oldest for {seconds} s: sqz-BTCUSDT-1-C (3 calls: 500 Internal Server Error)"),
            (part.Level, part.Reason));
        Assert.Equal(1, part.Figures["exits_outstanding"]);
    }

    [Fact]
    public void Whatever_else_is_not_right_is_degraded_and_named()
    {
        var part = ExecutorProbe.Judge(Well with { IsPaused = true, Unknown = 1, Doubled = ["BTC"] }, Now);

        Assert.Equal(
            (HealthLevels.Degraded, "account paper answers; the outcome of 1 order is not known; more than one position is open on BTC; entries are paused by hand"),
            (part.Level, part.Reason));
    }
}
