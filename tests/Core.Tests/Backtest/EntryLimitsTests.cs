using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Tests.Signals;

namespace SqueezeFlow.Core.Tests.Backtest;

public sealed class EntryLimitsTests
{
    private const long DayMs = 86_400_000;
    private static readonly SymbolBar[] Bars = Dense();
    private static readonly int Fill = FirstFill(isExit: false);

    [Fact]
    public void An_entry_is_not_filled_when_its_next_bar_opens_too_late()
    {
        var result = Run(Changed(Fill, bar => bar with { OpenUnixMs = bar.OpenUnixMs + (3 * DayMs) }), new());

        var refused = result.Refused[0];
        Assert.Equal((RefusalRule.Age, Bars[Fill].OpenUnixMs, Bars[Fill].OpenUnixMs + (3 * DayMs)), (refused.Rule, refused.DecidedUnixMs, refused.FillUnixMs!.Value));
        Assert.DoesNotContain(result.Orders, order => order.DecidedUnixMs == refused.DecidedUnixMs);
    }

    [Fact]
    public void An_entry_is_not_filled_far_from_the_price_that_decided_it()
    {
        var result = Run(Changed(Fill, bar => Times(bar, 1.0051)), new());

        var refused = result.Refused[0];
        Assert.Equal((RefusalRule.Slippage, Bars[Fill].OpenUnixMs), (refused.Rule, refused.DecidedUnixMs));
        Assert.Equal(1.0051, refused.FillPrice!.Value / refused.Price, 9);
    }

    [Fact]
    public void Without_limits_both_are_filled_as_recorded_runs_do()
    {
        var late = Run(Changed(Fill, bar => bar with { OpenUnixMs = bar.OpenUnixMs + (3 * DayMs) }), null);
        var far = Run(Changed(Fill, bar => Times(bar, 1.08)), null);

        Assert.Equal(Bars[Fill].OpenUnixMs + (3 * DayMs), late.Orders[0].BarOpenUnixMs);
        Assert.Equal(Bars[Fill].Open * 1.08, far.Orders[0].Price, 9);
    }

    [Fact]
    public void An_exit_is_made_however_late_and_far_the_next_bar_is()
    {
        var fill = FirstFill(isExit: true);

        var result = Run(Changed(fill, bar => Times(bar, 1.08) with { OpenUnixMs = bar.OpenUnixMs + (3 * DayMs) }), new());

        var exit = result.Orders.First(order => order.IsExit);
        Assert.Equal(Bars[fill].OpenUnixMs + (3 * DayMs), exit.BarOpenUnixMs);
        Assert.Equal(Bars[fill].Open * 1.08, exit.Price, 9);
    }

    [Fact]
    public void No_entry_is_decided_while_too_much_is_missing_in_the_look_back()
    {
        var gappy = RandomBars.Make(11, 3_000, 0.004, 1e6);

        var result = Run(gappy, new());

        Assert.NotEmpty(Run(gappy, null).Orders);
        Assert.DoesNotContain(result.Orders, order => !order.IsExit && order.DecidedUnixMs > gappy[200].OpenUnixMs);
        Assert.Contains(result.Refused, order => order.Rule == RefusalRule.Gap);
    }

    [Fact]
    public void Missing_time_is_counted_inside_the_look_back_only()
    {
        var gaps = new BarGaps(Timeframe.M5, TimeSpan.FromHours(1));
        long[] opens = [0, 5, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70];
        List<double> missing = [];
        foreach (var minute in opens)
        {
            gaps.Read(minute * 60_000);
            missing.Add(gaps.Missing.TotalMinutes);
        }

        Assert.Equal([0, 0, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 5], missing);
    }

    [Fact]
    public void Trades_that_are_known_to_be_missing_count_as_missing_bars_do_and_once()
    {
        KnownGap[] known = [new(6 * 60_000, 8 * 60_000), new(9 * 60_000, 22 * 60_000), new(66 * 60_000, 67 * 60_000)];
        var gaps = new BarGaps(Timeframe.M5, TimeSpan.FromHours(1), known);
        List<double> missing = [];
        foreach (var minute in (long[])[0, 5, 20, 25, 60, 65, 70])
        {
            gaps.Read(minute * 60_000);
            missing.Add(gaps.Missing.TotalMinutes);
        }

        // From 10 to 20 and from 30 to 60 there are no bars; 2 min and 1 min in the second bar and 2 min in the third are known to be incomplete.
        Assert.Equal([0, 3, 15, 15, 45, 43, 38], missing);
    }

    [Fact]
    public void No_entry_is_decided_on_bars_of_which_too_much_is_known_to_be_missing()
    {
        var gap = new KnownGap(Bars[Fill - 3].OpenUnixMs, Bars[Fill - 1].OpenUnixMs);

        var held = Run(Bars, new(), gap with { ToUnixMs = gap.ToUnixMs + 1 });
        var made = Run(Bars, new(), gap);

        Assert.Equal((RefusalRule.Gap, Bars[Fill].OpenUnixMs), (held.Refused[0].Rule, held.Refused[0].DecidedUnixMs));
        Assert.Equal(Bars[Fill].OpenUnixMs, made.Orders[0].BarOpenUnixMs);
    }

    [Fact]
    public void An_order_of_the_last_bar_is_listed()
    {
        var result = Run(Bars[..Fill], new());

        var refused = Assert.Single(result.Refused);
        Assert.Equal((RefusalRule.NoBarAfter, Bars[Fill].OpenUnixMs), (refused.Rule, refused.DecidedUnixMs));
        Assert.Empty(result.Orders);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(double.NaN)]
    public void An_entry_is_refused_and_an_exit_waits_where_the_next_bar_has_no_price(double open)
    {
        var exitFill = FirstFill(isExit: true);

        var entry = Run(Changed(Fill, Fill + 1, bar => bar with { Open = open }), null);
        var exit = Run(Changed(exitFill, exitFill + 1, bar => bar with { Open = open }), null);

        Assert.Equal(RefusalRule.NoPrice, entry.Refused[0].Rule);
        Assert.NotEqual(Bars[Fill].OpenUnixMs, entry.Orders[0].BarOpenUnixMs);
        Assert.Equal(Bars[exitFill + 1].OpenUnixMs, exit.Orders.First(order => order.IsExit).BarOpenUnixMs);
    }

    [Fact]
    public void What_the_account_cannot_hold_is_listed_with_its_numbers()
    {
        var options = Options(new()) with { MaxPositionShare = 0.1 };

        var result = new BacktestEngine(options).Run(Bars);

        var refused = result.Refused.First(order => order.Rule == RefusalRule.PositionShare);
        Assert.EndsWith("is more than 10 % of the initial balance", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(result.Orders.Count(order => !order.IsExit) + result.Refused.Count(order => order.Rule == RefusalRule.PositionShare), result.Orders[^1].TradeId);
    }

    private static BacktestResult Run(SymbolBar[] bars, EntryLimits? limits, params KnownGap[] known) => new BacktestEngine(Options(limits) with { KnownGaps = known }).Run(bars);

    private static BacktestOptions Options(EntryLimits? limits) => new()
    {
        EntryLimits = limits,
        Strategy = new() { WindowBars = 0, MinDataPoints = 0 },
    };

    private static int FirstFill(bool isExit)
    {
        var order = Run(Bars, new()).Orders.First(order => order.IsExit == isExit);
        return Array.FindIndex(Bars, bar => bar.OpenUnixMs == order.BarOpenUnixMs);
    }

    private static SymbolBar[] Dense() =>
    [
        .. RandomBars.Make(11, 3_000, 0.004, 1e6).Select((bar, i) => bar with
        {
            OpenUnixMs = 1_735_689_600_000 + (i * RandomBars.StepMs),
            Close = double.IsNaN(bar.Close) ? bar.Open : bar.Close,
        }),
    ];

    private static SymbolBar[] Changed(int from, Func<SymbolBar, SymbolBar> change) => Changed(from, Bars.Length, change);

    private static SymbolBar[] Changed(int from, int to, Func<SymbolBar, SymbolBar> change) =>
        [.. Bars.Select((bar, i) => i >= from && i < to ? change(bar) : bar)];

    private static SymbolBar Times(SymbolBar bar, double factor) => bar with
    {
        Open = bar.Open * factor,
        High = bar.High * factor,
        Low = bar.Low * factor,
        Close = bar.Close * factor,
    };
}
