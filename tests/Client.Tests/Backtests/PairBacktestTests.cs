using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals.Parameters;

namespace SqueezeFlow.Client.Tests.Backtests;

public sealed class PairBacktestTests : IDisposable
{
    private readonly BarFolder _folder = new();

    [Fact]
    public void Minutes_fold_onto_the_grid_and_pair_only_where_both_sides_have_a_bar()
    {
        RecordedBar[] spot = [new(300, 10, 10, 10, 10, 1, 2), new(900, 10, 10, 10, 10, 3, 4)];
        RecordedBar[] perp = [new(300, 10, 12, 9, 11, 5, 6), new(360, 11, 15, 8, 14, 7, 8), new(600, 1, 1, 1, 1, 1, 1)];

        var bar = Assert.Single(PairedBars.Pair(spot, perp, Timeframe.M5));

        Assert.Equal(new SymbolBar(300_000, 10, 15, 8, 14, 29, 1, 2, 12, 14), bar);
    }

    [Fact]
    public void A_bar_at_an_end_that_is_known_only_in_part_is_left_out_and_said()
    {
        var spot = RandomMarket.Bars(1, 40);
        var minutes = RandomMarket.Bars(2, 40 * 15, step: 60)[7..^3];

        var inputs = Asked(_folder.Write("spot.csv", spot), _folder.Write("perp.csv", minutes)).Read();

        Assert.Equal(38, inputs.Series.Bars.Count);
        Assert.Equal((RandomMarket.Start + RandomMarket.Step) * 1_000, inputs.Series.Bars[0].OpenUnixMs);
        Assert.Contains("left out: 2 bars at the ends, known only in part", inputs.Notes);
    }

    [Fact]
    public void Missing_bars_are_counted_and_said()
    {
        var bars = RandomMarket.Bars(1, 60);

        var inputs = Asked(_folder.Write("spot.csv", bars), _folder.Write("perp.csv", bars[..20].Concat(bars[25..40]).Concat(bars[41..]))).Read();

        Assert.Equal(6, inputs.Series.MissingBars);
        Assert.Contains("missing: 6 bars in 2 gaps, the longest 1h 15m from 2025-01-01 05:00:00 UTC", inputs.Notes);
    }

    [Theory]
    [InlineData(3_600, "1h")]
    [InlineData(600, "10m")]
    public void Rows_that_do_not_fit_into_the_timeframe_are_refused(long step, string rows)
    {
        var asked = Asked(_folder.Write("spot.csv", RandomMarket.Bars(1, 100)), _folder.Write("perp.csv", RandomMarket.Bars(2, 100, step)));

        var wrong = Assert.Throws<DataFormatException>(asked.Read);

        Assert.StartsWith($"perp.csv: time_s: found rows {rows} apart, expected rows that fit into the timeframe asked, 15m: give --timeframe ", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Quiet_seconds_do_not_make_rows_longer()
    {
        var seconds = RandomMarket.Bars(2, 30_000, step: 1).Where((_, i) => i % 2 == 0 || i % 7 == 0);
        var asked = Asked(_folder.Write("spot.csv", RandomMarket.Bars(1, 30, step: 900)), _folder.Write("perp.csv", seconds));

        Assert.Equal(1, asked.Read().Perp.SpacingSeconds);
    }

    [Fact]
    public void Files_of_different_periods_are_told_with_their_periods()
    {
        var asked = Asked(
            _folder.Write("spot.csv", RandomMarket.Bars(1, 20)),
            _folder.Write("perp.csv", RandomMarket.Bars(2, 20).Select(bar => bar with { OpenSeconds = bar.OpenSeconds + 9_000_000 })));

        var wrong = Assert.Throws<DataFormatException>(asked.Read);

        Assert.Contains("no bar in common with perp.csv: one is from 2025-01-01 00:00:00 to 2025-01-01 04:45:00 UTC, the other from 2025-04-15", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_of_the_files_runs_like_files_of_that_part()
    {
        var (spot, perp) = (RandomMarket.Bars(1, 2_000), RandomMarket.Bars(2, 2_000));
        var part = Asked(_folder.Write("spot-part.csv", spot[500..1_500]), _folder.Write("perp-part.csv", perp[500..1_500]));
        var whole = Asked(_folder.Write("spot.csv", spot), _folder.Write("perp.csv", perp)) with
        {
            From = At(500),
            To = At(1_500),
        };

        var (expected, found) = (part.Run(part.Read()), whole.Run(whole.Read()));

        Assert.NotEmpty(found.Result.Orders);
        Assert.Equal(expected.Result.Orders, found.Result.Orders);
        Assert.Equal(expected.Result.EquityUsd, found.Result.EquityUsd);
    }

    [Fact]
    public void A_bar_that_closes_after_the_end_asked_is_not_used()
    {
        var asked = Asked(_folder.Write("spot.csv", RandomMarket.Bars(1, 40)), _folder.Write("perp.csv", RandomMarket.Bars(2, 40))) with
        {
            From = At(10) + TimeSpan.FromSeconds(1),
            To = At(20) + TimeSpan.FromMinutes(14),
        };

        var bars = asked.Read().Series.Bars;

        Assert.Equal((At(11).ToUnixTimeMilliseconds(), At(19).ToUnixTimeMilliseconds()), (bars[0].OpenUnixMs, bars[^1].OpenUnixMs));
    }

    public void Dispose() => _folder.Dispose();

    private static DateTimeOffset At(int bar) => DateTimeOffset.FromUnixTimeSeconds(RandomMarket.Start + (bar * RandomMarket.Step));

    private static PairBacktest Asked(string spot, string perp) => new(spot, perp, "perp", Timeframe.M15, StrategyParameters.Corrected, 10_000);
}
