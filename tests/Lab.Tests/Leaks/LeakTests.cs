using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Lab.Leaks;

namespace SqueezeFlow.Lab.Tests.Leaks;

public sealed class LeakTests
{
    private const int WindowBars = 192;

    [Theory]
    [MemberData(nameof(SharedMonths.All), MemberType = typeof(SharedMonths))]
    public void Our_signals_do_not_know_the_future(string spot, string perp, string timeframe)
    {
        var bars = SharedMonths.Read(spot, perp, timeframe);

        var report = LookAheadCheck.Run(StrategySignals.Decisions(Options(timeframe)), bars, Timeframe.Parse(timeframe), 12, 1);

        Assert.True(report.IsClean, string.Join(Environment.NewLine, report.Findings));
        Assert.InRange(report.Compared, 1, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(SharedMonths.All), MemberType = typeof(SharedMonths))]
    public void Our_signals_with_a_window_do_not_know_where_the_recording_began(string spot, string perp, string timeframe)
    {
        var bars = SharedMonths.Read(spot, perp, timeframe);
        var options = Options(timeframe).Strategy with { WindowBars = WindowBars };

        var report = WarmUpCheck.Run(StrategySignals.Entries("X", options), bars, Timeframe.Parse(timeframe), WindowBars, 6, 1);

        Assert.True(report.IsClean, string.Join(Environment.NewLine, report.Findings));
        Assert.InRange(report.Compared, 1, int.MaxValue);
    }

    /// <summary>The flow of each bar is that of the next: all else is the strategy itself.</summary>
    [Fact]
    public void A_strategy_that_looks_one_bar_ahead_is_caught()
    {
        var (bars, options) = (SharedMonths.Read("DOTUSDT_15m_2025", "DOTUSDT_1m_2025-11", "15m"), Options("15m"));
        var honest = StrategySignals.Decisions(options);

        var report = LookAheadCheck.Run(cut => honest(Peeking(cut)), bars, Timeframe.M15, 12, 1);

        Assert.False(report.IsClean);
    }

    /// <summary>The cumulative deltas of the whole history are counted from its first bar, and a level is part of the score.</summary>
    [Fact]
    public void A_strategy_without_a_window_is_caught()
    {
        var bars = SharedMonths.Read("DOTUSDT_15m_2025", "DOTUSDT_1m_2025-11", "15m");

        var report = WarmUpCheck.Run(StrategySignals.Entries("X", Options("15m").Strategy), bars, Timeframe.M15, WindowBars, 6, 1);

        Assert.False(report.IsClean);
        Assert.All(report.Findings, finding => Assert.True(finding.Whole is not null || finding.Cut is not null));
    }

    [Fact]
    public void Nothing_is_compared_where_there_are_no_bars()
    {
        Assert.Equal((0, true), (LookAheadCheck.Run(_ => [], [], Timeframe.M15, 5, 1).Cuts, LookAheadCheck.Run(_ => [], [], Timeframe.M15, 5, 1).IsClean));
        Assert.Equal(0, WarmUpCheck.Run(_ => [], [], Timeframe.M15, 10, 5, 1).Cuts);
    }

    private static BacktestOptions Options(string timeframe) => new()
    {
        Strategy = new() { Timeframe = Timeframe.Parse(timeframe), WindowBars = 0, MinDataPoints = 0 },
    };

    private static SymbolBar[] Peeking(ArraySegment<SymbolBar> bars) =>
    [
        .. bars.Select((bar, i) => i + 1 < bars.Count
            ? bar with { SpotBuy = bars[i + 1].SpotBuy, SpotSell = bars[i + 1].SpotSell, PerpBuy = bars[i + 1].PerpBuy, PerpSell = bars[i + 1].PerpSell }
            : bar),
    ];
}
