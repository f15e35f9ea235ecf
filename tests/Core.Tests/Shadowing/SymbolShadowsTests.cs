using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Shadowing;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Core.Tests.Signals;
using SqueezeFlow.Core.Views.Shadowing;

namespace SqueezeFlow.Core.Tests.Shadowing;

public class SymbolShadowsTests
{
    private const int Window = 576;

    private static readonly SymbolBar[] Bars = RandomBars.Make(11, 3_000, 0.004, 1e6);

    private static readonly BacktestOptions Options = new()
    {
        EntryLimits = new() { GapTolerance = TimeSpan.FromHours(40) },
        Strategy = new() { WindowBars = Window, MinDataPoints = 40 },
    };

    // The whole history, so that a later life sees what the earlier one did.
    private static readonly BacktestOptions Whole = Options with { Strategy = Options.Strategy with { WindowBars = 0 } };

    // Several look back farther than others, and two count other stagnant bars: those have a window of their own.
    private static readonly ShadowSpec[] Specs =
    [
        new(ShadowSpec.LiveName, StrategyParameters.Corrected),
        new("eager", new() { Entry = new() { MinScore = 4 } }),
        new("far", new() { Divergence = new() { FlowBars = 25 }, Flow = new() { NoiseBars = 60 } }),
        new("still", new() { Momentum = new() { StagnantBars = 45 }, Entry = new() { MinScore = 4.5 } }),
        new("short", new() { Divergence = new() { FlowBars = 5, FlowThresholdShare = 0.02 } }),
    ];

    public static TheoryData<string> Names => [.. Specs.Select(spec => spec.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_order_is_that_of_a_back_test_over_the_same_bars(string name)
    {
        var expected = Backtest(name);
        var (shadows, fills) = Run(Options);

        Assert.NotEmpty(expected.Orders);
        Assert.Equal(expected.Orders, fills.Where(fill => fill.Name == name).Select(fill => fill.Order));
        var view = shadows.Views().Single(view => view.Name == name);
        Assert.Equal(expected.Statistics.MarkedEquityUsd, view.EquityUsd);
        Assert.Equal(expected.Metrics.GrossProfitUsd - expected.Metrics.GrossLossUsd, view.ProfitUsd, 6);
        Assert.Equal(expected.Refused.Count(refused => refused.Rule != RefusalRule.NoBarAfter), view.Refused);
    }

    [Fact]
    public void A_restart_changes_no_order_even_between_a_decision_and_its_fill()
    {
        var (_, expected) = Run(Whole);
        var shadows = Begun(Whole);
        List<ShadowFill> fills = [];
        var restarts = 0;
        for (var i = 0; i < Bars.Length; i++)
        {
            fills.AddRange(shadows.Push(Bars[i], default));
            var books = shadows.TakeBooks();
            if (restarts < 30 && books.Values.Any(kept => kept.HasOrder))
            {
                restarts++;
                shadows = new(Whole, Specs);
                shadows.Restore(books);
                Assert.Empty(shadows.Begin(Bars[..(i + 1)], 0, 0, Close(Bars[i])));
            }
        }

        Assert.Equal(30, restarts);
        Assert.Equal(expected, fills);
    }

    [Fact]
    public void What_was_not_kept_before_a_crash_is_traded_again_from_the_bars()
    {
        var (expected, _) = Run(Whole);
        var shadows = Begun(Whole);
        foreach (var bar in Bars[..400])
        {
            shadows.Push(bar, default);
        }

        var again = new SymbolShadows(Whole, Specs);
        again.Restore(shadows.TakeBooks());
        again.Begin(Bars, 0, 0, Close(Bars[^1]));

        Assert.Equal(expected.Views().Select(view => (view.Name, view.EquityUsd, view.Closed, view.Refused)), again.Views().Select(view => (view.Name, view.EquityUsd, view.Closed, view.Refused)));
    }

    [Fact]
    public void A_new_shadow_trades_from_the_next_bar_on_and_one_of_other_parameters_is_a_new_one()
    {
        var shadows = Begun(Whole);
        foreach (var bar in Bars[..1_000])
        {
            shadows.Push(bar, default);
        }

        var changed = new SymbolShadows(Whole, [new("eager", new() { Entry = new() { MinScore = 5 } }), new("new", new() { Entry = new() { MinScore = 4 } }), Specs[0]]);
        changed.Restore(shadows.TakeBooks());

        Assert.Empty(changed.Begin(Bars[..1_000], 0, 0, Close(Bars[999])));
        var views = changed.Views().ToDictionary(view => view.Name);
        Assert.All(["eager", "new"], name => Assert.Equal((10_000, 0, Close(Bars[999])), (views[name].EquityUsd, views[name].Closed, views[name].Since!.Value.ToUnixTimeMilliseconds())));
        Assert.Equal(Bars[0].OpenUnixMs, views[ShadowSpec.LiveName].Since!.Value.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void No_entry_is_decided_while_live_holds_them_back()
    {
        var shadows = Begun(Options);
        var fills = Bars.SelectMany(bar => shadows.Push(bar, new(null, IsHeld: true, StrategyDecision.None))).ToList();

        Assert.Empty(fills);
        Assert.All(shadows.Views(), view => Assert.Equal(0, view.Entries));
    }

    [Fact]
    public void Agreement_is_the_share_of_entries_that_both_decided()
    {
        var shadows = Begun(Options);
        var live = new BacktestAnswers();
        new BacktestEngine(Options, live).Run(Bars);
        foreach (var bar in Bars)
        {
            shadows.Push(bar, new(null, IsHeld: false, live.Of(bar.OpenUnixMs)));
        }

        var views = ShadowView.Ranked(shadows.Views());

        Assert.Equal(1, views.Single(view => view.Name == ShadowSpec.LiveName).Agreement);
        Assert.InRange(views.Single(view => view.Name == "eager").Agreement!.Value, 0.01, 0.99);
    }

    [Fact]
    public void Ranks_go_by_equity_and_gains_of_all_symbols_are_of_one_account()
    {
        var one = Run(Options).Shadows.Views();
        var views = ShadowView.Ranked([.. one, .. one.Select(view => view with { Symbol = "ETH" })]);

        Assert.Equal(Enumerable.Range(1, Specs.Length), views.Select(view => view.Rank));
        Assert.Equal(views.OrderByDescending(view => view.EquityUsd).Select(view => view.Name), views.Select(view => view.Name));
        var eager = one.Single(view => view.Name == "eager");
        Assert.Equal(10_000 + (2 * (eager.EquityUsd - 10_000)), views.Single(view => view.Name == "eager").EquityUsd, 9);
    }

    private static BacktestResult Backtest(string name) =>
        new BacktestEngine(Options with { Strategy = Options.Strategy with { Parameters = Specs.Single(spec => spec.Name == name).Parameters } }).Run(Bars);

    private static long Close(SymbolBar bar) => Timeframe.M5.Close(bar.OpenUnixMs);

    private static SymbolShadows Begun(BacktestOptions options)
    {
        var shadows = new SymbolShadows(options, Specs);
        Assert.Empty(shadows.Begin([], 0, 0, Bars[0].OpenUnixMs));
        return shadows;
    }

    private static (SymbolShadows Shadows, List<ShadowFill> Fills) Run(BacktestOptions options)
    {
        var shadows = Begun(options);
        List<ShadowFill> fills = [];
        foreach (var bar in Bars)
        {
            fills.AddRange(shadows.Push(bar, default));
        }

        return (shadows, fills);
    }

    private sealed class BacktestAnswers : IBacktestObserver
    {
        private readonly Dictionary<long, StrategyDecision> _decisions = [];

        public void Evaluated(in Evaluation evaluation) => _decisions[evaluation.BarOpenUnixMs] = evaluation.Decision;

        public StrategyDecision Of(long openUnixMs) => _decisions[openUnixMs];
    }
}
