using CsCheck;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Storage.Reading;

namespace SqueezeFlow.Core.Tests.Bars;

public sealed class StoredBarsTests
{
    private static readonly Timeframe[] Timeframes =
        [.. "1s 5s 7s 10s 15s 30s 50s 1m 90s 5m 7m 15m 20m 21m 30m 45m 1h 2h 4h 7h 1d 2d".Split(' ').Select(Timeframe.Parse)];

    private static readonly Gen<Timeframe> Lengths = Gen.Int[0, Timeframes.Length - 1].Select(place => Timeframes[place]);

    private static readonly Gen<MarketStory> Stories = Gen.Select(
        Gen.OneOf(Gen.Int[1, 4], Gen.Int[5, 90]),
        Gen.Int[0, 9_000],
        Gen.Select(Gen.Int[1_000, 13_000], Gen.Int[2, 900]).Array[0, 3],
        Gen.OneOf(Gen.Const(0), Gen.Int[9_000, 13_500]),
        Gen.OneOf(Gen.Const(0), Gen.Int[5, 60]),
        Gen.OneOf(Gen.Const(0), Gen.Int[1, 200]),
        Gen.Select(Age(600), Age(900), Age(2_000), Age(4_000)),
        (density, start, lost, restart, late, imported, kept) => new MarketStory(density, start, lost, restart, late, imported, kept));

    private static readonly Gen<(long From, long Split, long To)> Windows = Gen.Select(Moment, Moment, Moment)
        .Select((a, b, c) => new[] { a, b, c }.Order().ToArray() is var sorted ? (sorted[0], sorted[1], sorted[2]) : default);

    private static Gen<long> Moment => Gen.OneOf(
        Gen.Int[-4_000, MarketStory.Length + 4_000].Select(second => MarketStory.Origin + (second * 1_000L)),
        Gen.Int[-4_000, MarketStory.Length + 4_000].Select(second => Timeframe.M15.Floor(MarketStory.Origin + (second * 1_000L))),
        Gen.Long[-4_000_000, (MarketStory.Length * 1_000L) + 4_000_000].Select(ms => MarketStory.Origin + ms));

    [Fact]
    public void Any_range_split_anywhere_gives_what_its_parts_give() =>
        Gen.Select(Stories, Lengths, Windows).Sample((story, timeframe, window) =>
        {
            var rows = RecordedMarket.Of(story).Rows;

            var whole = StoredBars.Read(rows, timeframe, window.From, window.To);
            var first = StoredBars.Read(rows, timeframe, window.From, window.Split);
            var second = StoredBars.Read(rows, timeframe, window.Split, window.To);

            Assert.Equal(first.Concat(second), whole);
        }, iter: 150);

    [Fact]
    public void A_bar_that_is_not_partial_is_the_fold_of_every_trade_and_a_partial_one_holds_no_more_than_that() =>
        Gen.Select(Stories, Lengths).Sample((story, timeframe) =>
        {
            var market = RecordedMarket.Of(story);
            var known = market.Rows.LedgerEndUnixMs() ?? 0;

            var bars = StoredBars.Read(market.Rows, timeframe, 0, MarketStory.Origin + 100_000_000_000).ToList();

            Assert.Equal(bars.Select(bar => bar.OpenUnixMs).Distinct().Order(), bars.Select(bar => bar.OpenUnixMs));
            foreach (var bar in bars)
            {
                var truth = market.True(timeframe, bar.OpenUnixMs)!.Value;
                if (bar.IsPartial || timeframe.Close(bar.OpenUnixMs) > known)
                {
                    Assert.InRange(bar.Volume, 0, truth.Volume);
                    continue;
                }

                Assert.Equal(WithoutCounts(truth), WithoutCounts(bar));
            }
        }, iter: 150);

    [Fact]
    public void What_was_read_throughout_and_is_kept_is_there_and_not_partial() =>
        Gen.Select(Stories, Lengths).Sample((story, timeframe) =>
        {
            var market = RecordedMarket.Of(story = story with { Late = 0 });
            var known = market.Rows.LedgerEndUnixMs() ?? 0;

            var bars = StoredBars.Read(market.Rows, timeframe, 0, MarketStory.Origin + 100_000_000_000).ToDictionary(bar => bar.OpenUnixMs);

            foreach (var open in market.Truth.Select(trade => timeframe.Floor(trade.UnixMs)).Distinct())
            {
                if (timeframe.Close(open) <= known && IsSafe(story, timeframe, open))
                {
                    Assert.True(bars.TryGetValue(open, out var bar), $"no bar at {open}");
                    Assert.False(bar.IsPartial, $"partial at {open}");
                }
            }
        }, iter: 150);

    [Fact]
    public void What_longer_rows_lack_after_the_time_they_are_settled_to_is_made_of_shorter_ones() =>
        Gen.Select(Stories, Lengths, Gen.Int[-100, MarketStory.Length]).Sample((story, timeframe, second) =>
        {
            var market = RecordedMarket.Of(story with { Kept = default });
            var whole = StoredBars.Read(market.Rows, timeframe, long.MinValue, long.MaxValue).ToList();

            market.Rows.Lag(MarketStory.Origin + (second * 1_000L));

            Assert.Equal(whole.Select(WithoutCounts), StoredBars.Read(market.Rows, timeframe, long.MinValue, long.MaxValue).Select(WithoutCounts));
        }, iter: 150);

    [Fact]
    public void Where_nothing_is_known_to_be_settled_the_fuller_stands_everywhere() =>
        Gen.Select(Stories, Lengths).Sample((story, timeframe) =>
        {
            var market = RecordedMarket.Of(story with { Kept = default });
            var whole = StoredBars.Read(market.Rows, timeframe, long.MinValue, long.MaxValue).ToList();

            market.Rows.Lag(long.MinValue);

            Assert.Equal(whole.Select(WithoutCounts), StoredBars.Read(market.Rows, timeframe, long.MinValue, long.MaxValue).Select(WithoutCounts));
        }, iter: 150);

    [Fact]
    public void The_venue_s_own_bar_says_nothing_of_what_is_missing_where_more_was_counted()
    {
        var rows = new MemoryRows();
        rows.Write([Counted(Timeframe.M1, 3, 40), Counted(Timeframe.M1, 4, 50)], [ReadFrom(3)]);
        rows.Write([Imported(Timeframe.M5, 0, 70)], []);
        rows.SettledTo[Timeframe.M5] = 0;

        // The five minutes that were counted are not made yet, and the venue told its own before they were over.
        var lagging = Assert.Single(StoredBars.Read(rows, Timeframe.M5, 0, 300_000));
        rows.Write([Counted(Timeframe.M5, 0, 90)], []);
        var made = Assert.Single(StoredBars.Read(rows, Timeframe.M5, 0, 300_000));

        Assert.Equal((90, true), (lagging.Volume, lagging.IsPartial));
        Assert.Equal((90, true), (made.Volume, made.IsPartial));
    }

    [Fact]
    public void Nor_do_its_shorter_bars_where_they_are_not_in_the_one_that_stands()
    {
        var rows = new MemoryRows();
        rows.Write([Counted(Timeframe.M15, 0, 100), Counted(Timeframe.M5, 5, 40)], [ReadFrom(5)]);
        rows.Write([Imported(Timeframe.M5, 0, 30)], []);

        var bars = StoredBars.Read(rows, Timeframe.M15, 0, 900_000).ToList();

        Assert.Equal((100, true), (bars[0].Volume, bars[0].IsPartial));
    }

    [Fact]
    public void Where_its_bars_are_in_the_one_that_stands_or_hold_as_much_nothing_is_missing()
    {
        var rows = new MemoryRows();
        rows.Write([Counted(Timeframe.M5, 5, 40), Counted(Timeframe.M5, 10, 20), Counted(Timeframe.M15, 15, 60), Counted(Timeframe.M5, 20, 60)], [ReadFrom(5, 15), ReadFrom(20)]);
        rows.Write([Imported(Timeframe.M5, 0, 30), Imported(Timeframe.M5, 15, 0)], []);

        var bars = StoredBars.Read(rows, Timeframe.M15, 0, 1_800_000).ToList();

        Assert.Equal([(90, false), (60, false)], bars.Select(bar => ((int)bar.Volume, bar.IsPartial)));
    }

    private static BarRow Counted(Timeframe timeframe, int minute, double volume) => new(Flow.Trades.Spot, timeframe, new(minute * 60_000L, 1, 1, 1, 1, volume, 0, 1, 0, 0, 0), false);

    private static BarRow Imported(Timeframe timeframe, int minute, double volume) => Counted(timeframe, minute, volume) with { IsImported = true };

    private static LedgerRun ReadFrom(int minute, int to = 60) =>
        new(Flow.Trades.Spot, minute * 60_000L, to * 60_000L, 0, 0, 1, 0, 0, 0, 0, LedgerState.Complete, ProofKind.Ids, "", 0);

    // A venue's own bars do not count prints as we do: of two that hold the same either may stand.
    private static Bar WithoutCounts(Bar bar) => bar with { BuyCount = 0, SellCount = 0 };

    private static Gen<int> Age(int least) => Gen.OneOf(Gen.Const(0), Gen.Int[least, MarketStory.Length]);

    // A minute is in doubt as a whole; shorter rows count only where they are kept.
    private static bool IsSafe(MarketStory story, Timeframe timeframe, long open)
    {
        var from = (open - MarketStory.Origin) / 1_000;
        var to = (timeframe.Close(open) - MarketStory.Origin) / 1_000;
        var firstTrade = story.Start + story.Density + 1;
        var isLost = story.Lost.Any(lost => from < lost.From + lost.Length + story.Density + 61 && to > lost.From - story.Density - 61);
        var unit = StoredBars.UnitOf(timeframe)!.Value;
        var age = unit switch
        {
            _ when unit == Timeframe.S1 => story.Kept.Seconds,
            _ when unit == Timeframe.S10 => story.Kept.Tens,
            _ when unit == Timeframe.M1 => story.Kept.Minutes,
            _ when unit == Timeframe.M5 => story.Kept.Fives,
            _ => 0,
        };
        return from > firstTrade && !isLost && (age == 0 || from > MarketStory.Length - age + (timeframe.Milliseconds / 1_000));
    }
}
