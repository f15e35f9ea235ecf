using SqueezeFlow.Core.Views;
using SqueezeFlow.Execution.Freqtrade.Monitoring;
using SqueezeFlow.Grains.Health;
using SqueezeFlow.Grains.Health.Probes;
using SqueezeFlow.Silo.Health;
using SqueezeFlow.Storage.Influx;
using SqueezeFlow.Storage.Spool;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Silo.Tests.Health;

public sealed class HealthTests
{
    [Theory]
    [InlineData("healthy", "healthy", "healthy", true)]
    [InlineData("healthy", "critical", "critical", true)]
    [InlineData("degraded", "healthy", "degraded", true)]
    [InlineData("unhealthy", "degraded", "unhealthy", false)]
    [InlineData("critical", "healthy", "critical", false)]
    public async Task The_worst_part_decides_and_required_parts_decide_readiness(string required, string other, string level, bool isReady)
    {
        var check = new HealthCheck([new Fixed("a", required, true), new Fixed("b", other, false)], TimeProvider.System);

        var view = await check.RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal((level, isReady), (view.Level, view.Ready));
        Assert.Equal(["a", "b"], view.Parts.Select(part => part.Name));
    }

    [Fact]
    public async Task A_part_that_throws_is_critical_and_says_why()
    {
        var check = new HealthCheck([new BrokenProbe()], TimeProvider.System);

        var part = Assert.Single((await check.RunAsync(TestContext.Current.CancellationToken)).Parts);

        Assert.Equal(("broken", "critical", "IOException: no disk"), (part.Name, part.Level, part.Reason));
    }

    [Fact]
    public async Task A_part_that_does_not_answer_is_critical()
    {
        var clock = new ManualClock();
        var probe = new SilentProbe();
        var running = new HealthCheck([probe], clock).RunAsync(TestContext.Current.CancellationToken);
        await probe.Asked.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        clock.Advance(HealthCheck.TimeLimit);
        var part = Assert.Single((await running).Parts);

        Assert.Equal(("silent", "critical", "no answer within 5 s"), (part.Name, part.Level, part.Reason));
    }

    [Theory]
    [InlineData(50, 50, 50, "healthy")]
    [InlineData(81, 50, 50, "degraded")]
    [InlineData(50, 86, 50, "degraded")]
    [InlineData(50, 50, 91, "degraded")]
    [InlineData(96, 50, 50, "critical")]
    [InlineData(50, 50, 95.5, "critical")]
    public void The_machine_is_judged_by_its_fullest_part(double processor, double memory, double disk, string level)
    {
        var part = SystemProbe.Judge(new Dictionary<string, double> { ["cpu_percent"] = processor, ["memory_percent"] = memory, ["disk_percent"] = disk });

        Assert.Equal(level, part.Level);
    }

    [Theory]
    [InlineData(true, null, null, "healthy", "signals are published to redis:6379")]
    [InlineData(false, null, null, "degraded", "no connection to redis:6379; 2 signals wait to be published")]
    [InlineData(true, "no answer in time", null, "degraded", "redis:6379 fails since 2000-01-01 00:00:00 UTC: no answer in time; 2 signals wait to be published")]
    [InlineData(true, null, "WRONGTYPE", "degraded", "redis:6379 did not take the last signal whole: WRONGTYPE")]
    public void Redis_is_never_worse_than_degraded_and_says_why(bool isConnected, string? failure, string? refusal, string level, string reason)
    {
        var since = failure is null ? (DateTimeOffset?)null : new ManualClock().GetUtcNow();

        var part = RedisProbe.Judge(new("redis:6379", isConnected, since, failure, refusal, Pending: 2, Published: 7, Late: 1, Failures: 3, Refused: 1));

        Assert.Equal(("redis", level, reason), (part.Name, part.Level, part.Reason));
        Assert.Equal([2, 7, 1, 3, 1], part.Figures.Values);
    }

    [Fact]
    public void InfluxDB_is_healthy_while_lines_reach_it() => AssertInflux(Spool, "healthy", "bars are stored in significant_trades at influx:8086");

    [Fact]
    public void InfluxDB_that_is_away_or_behind_is_degraded()
    {
        var waiting = Spool with { PendingPoints = 7, OldestSeconds = 41 };

        AssertInflux(
            waiting with { FailingSince = new ManualClock().GetUtcNow(), LastError = "Connection refused" },
            "degraded",
            "influx:8086 fails since 2000-01-01 00:00:00 UTC: Connection refused; 7 points wait on disk, the oldest for 41 s");
        AssertInflux(waiting with { PointsPerSecond = 3 }, "degraded", "influx:8086 is behind: 7 points wait on disk, the oldest for 41 s, 3 points a second are sent");
    }

    [Fact]
    public void InfluxDB_that_loses_or_refuses_something_is_unhealthy()
    {
        AssertInflux(
            Spool with { IsDropping = true, DroppedPoints = 9, LastError = "Connection refused" },
            "unhealthy",
            "the spool is full (Spool:MaxBytes), 9 points are lost and in the gaps; influx:8086 fails: Connection refused");
        AssertInflux(Spool with { DiskError = "no space" }, "unhealthy", "the spool in data/spool cannot be used: no space");
        AssertInflux(
            Spool with { DeadLetteredPoints = 3, LastError = "field type conflict" },
            "unhealthy",
            $"influx:8086 refused 3 points, they are in {Path.Combine("data/spool", "dead-letter")}: field type conflict",
            wasRefused: true);
    }

    [Fact]
    public void A_policy_that_keeps_for_another_time_than_configured_degrades_InfluxDB()
    {
        var part = InfluxProbe.Judge(Influx with { Differences = ["policy aggr_1s keeps 1d"] }, Spool, wasRefused: false);

        Assert.Equal(("degraded", "significant_trades: policy aggr_1s keeps 1d"), (part.Level, part.Reason));
    }

    [Fact]
    public void A_name_that_InfluxDB_cannot_keep_degrades_it_and_is_named_with_the_reason()
    {
        var unkept = new Dictionary<string, string> { ["BYBIT:Z\\"] = "it ends with a backslash", ["BYBIT:A\\"] = "it ends with a backslash" };

        var part = InfluxProbe.Judge(Influx with { Unkept = unkept }, Spool, wasRefused: false);

        Assert.Equal("degraded", part.Level);
        Assert.Equal(
            "2 names cannot be kept by InfluxDB, and what bears them is not stored: 'BYBIT:A\\' (it ends with a backslash); leave it out of Feeds:Markets",
            part.Reason);
    }

    private static InfluxStatus Influx => new("influx:8086", "significant_trades", "1.8.10", [], new Dictionary<string, string>(), new(0, null, IsSettled: true, null));

    private static SpoolStatus Spool => new("data/spool", 0, 0, 0, 0, 1 << 30, 0, 0, 0, 0, 0, 0, false, 0, 0, 0, true, null, 0, null, null, null, null);

    private static void AssertInflux(SpoolStatus spool, string level, string reason, bool wasRefused = false)
    {
        var part = InfluxProbe.Judge(Influx, spool, wasRefused);

        Assert.Equal(("influxdb", level, reason), (part.Name, part.Level, part.Reason));
    }

    [Theory]
    [InlineData(true, true, "healthy", "squeezeflow-exec 2024.9 is ready: futures, dry run")]
    [InlineData(true, false, "degraded", "no entry is sent: the bot does not allow entries by API (force_entry_enable must be true); entries are paused until 12:00:00 UTC")]
    [InlineData(false, false, "critical", "no entry is sent: the bot does not allow entries by API (force_entry_enable must be true); entries are paused until 12:00:00 UTC")]
    public void A_bot_that_takes_no_entries_is_told_with_everything_that_is_wrong(bool isReachable, bool isReady, string level, string reason)
    {
        string[] problems = isReady ? [] : ["the bot does not allow entries by API (force_entry_enable must be true)", "entries are paused until 12:00:00 UTC"];

        var part = FreqtradeProbe.Judge(new(isReachable, isReady, "squeezeflow-exec", "2024.9", "running", true, "futures", TimeSpan.FromSeconds(4.26), null, problems));

        Assert.Equal(("freqtrade", level, reason), (part.Name, part.Level, part.Reason));
        Assert.Equal((isReady ? 1 : 0, 4.3), (part.Figures["ready"], part.Figures["last_loop_age_s"]));
    }

    [Theory]
    [InlineData(true, "degraded", "bot 2026.6 is ready: futures, dry run; the bot refuses the token")]
    [InlineData(false, "degraded", "no entry is sent: it is stopped; the bot refuses the token")]
    public void A_websocket_that_is_refused_is_named_beside_everything_else(bool isReady, string level, string reason)
    {
        var status = new FreqtradeStatus(true, isReady, "bot", "2026.6", "running", true, "futures", TimeSpan.Zero, null, isReady ? [] : ["it is stopped"])
        {
            Notes = ["the bot refuses the token"],
            IsListening = false,
        };

        var part = FreqtradeProbe.Judge(status);

        Assert.Equal((level, reason, 0), (part.Level, part.Reason, part.Figures["listening"]));
    }

    private sealed class Fixed(string name, string level, bool isRequired) : IHealthProbe
    {
        public bool IsRequired => isRequired;

        public ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken) =>
            new(new HealthPart(name, level, "because", new Dictionary<string, double>()));
    }

    private sealed class BrokenProbe : IHealthProbe
    {
        public bool IsRequired => true;

        public ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken) => throw new IOException("no disk");
    }

    private sealed class SilentProbe : IHealthProbe
    {
        public TaskCompletionSource Asked { get; } = new();

        public bool IsRequired => true;

        public async ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken)
        {
            Asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("never comes here");
        }
    }
}
