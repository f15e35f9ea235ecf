using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Client.Tests.Doubles;

namespace SqueezeFlow.Client.Tests.Terminals;

public sealed class ProgressLineTests
{
    [Fact]
    public void A_long_job_tells_share_rate_and_remaining_time_and_leaves_no_trace()
    {
        using var test = new TestTerminal();
        var clock = new SteppedClock();
        var progress = new ProgressLine(test.Terminal with { IsErrorScreen = true, Clock = clock }, "bars", 1_000);

        clock.Advance(1);
        progress.Report(100);
        var early = test.Error;
        clock.Advance(3);
        progress.Report(400);
        var shown = test.Error;
        progress.Dispose();

        Assert.Empty(early);
        Assert.Equal("\r40 % of 1,000: 400 bars, 100/s, 6s left", shown);
        Assert.EndsWith("\r", test.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_redirected_standard_error_stays_clean()
    {
        using var test = new TestTerminal();
        var clock = new SteppedClock();
        using var progress = new ProgressLine(test.Terminal with { Clock = clock }, "bars", 1_000);

        clock.Advance(9);
        progress.Report(400);

        Assert.Empty(test.Error);
    }

    private sealed class SteppedClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(int seconds) => _ticks += seconds * TimeSpan.TicksPerSecond;
    }
}
