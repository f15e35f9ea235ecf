using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Storage.Sqlite.Engine;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Sqlite;

public sealed class FoldedBarTests : IDisposable
{
    private const int Seconds = 7_200;

    private readonly StoreFixture _store = new(configure: options => options.SecondBarRetention = TimeSpan.FromMinutes(10));

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData("1s")]
    [InlineData("7s")]
    [InlineData("10s")]
    [InlineData("50s")]
    [InlineData("1m")]
    [InlineData("7m")]
    [InlineData("15m")]
    [InlineData("45m")]
    [InlineData("1h")]
    [InlineData("1d")]
    public async Task A_range_split_anywhere_gives_what_its_parts_give_beside_deleted_imported_and_forming_bars(string text)
    {
        var timeframe = Timeframe.Parse(text);
        await FillAsync(firstSecond: 427);
        await _store.Bars.WriteAsync(Write([.. Enumerable.Range(-12, 14).Select(i => Imported(Start + (i * 300_000L)))]), Token);
        await _store.Maintenance.PruneAsync(Start + (Seconds * 1_000L), Token);
        long[] cuts = [Start - 3_600_000, Start - 1_000, Start + 427_500, Start + 3_000_000, Start + 6_604_321, Start + (Seconds * 1_000L) - 61_000, Start + 86_400_000];

        var whole = await _store.Bars.ReadFoldedAsync(Btc, timeframe, cuts[0], cuts[^1], Token);

        var parts = new List<Bar>();
        foreach (var (from, to) in cuts.Zip(cuts.Skip(1)))
        {
            parts.AddRange(await _store.Bars.ReadFoldedAsync(Btc, timeframe, from, to, Token));
        }

        Assert.NotEmpty(whole);
        Assert.Equal(whole, parts);
    }

    [Fact]
    public async Task Imported_history_and_own_bars_make_longer_bars_together()
    {
        await FillAsync(firstSecond: 427);
        await _store.Bars.WriteAsync(Write([.. Enumerable.Range(-12, 14).Select(i => Imported(Start + (i * 300_000L)))]), Token);

        var quarters = await _store.Bars.ReadFoldedAsync(Btc, Timeframe.M15, Start - 3_600_000, Start + 1_800_000, Token);

        Assert.Equal(Enumerable.Range(-4, 6).Select(i => Start + (i * 900_000L)), quarters.Select(bar => bar.OpenUnixMs));
        Assert.All(quarters, bar => Assert.False(bar.IsPartial));
        Assert.Equal([1_500, 1_500, 1_500, 1_500], quarters.Take(4).Select(bar => bar.Volume));
        Assert.Equal([1_000 + 300, 900], quarters.Skip(4).Select(bar => bar.Volume));
    }

    [Fact]
    public async Task A_bucket_whose_beginning_was_deleted_is_partial_unless_a_longer_row_has_it()
    {
        await FillAsync(firstSecond: 0);
        await _store.Maintenance.PruneAsync(Start + (Seconds * 1_000L), Token);

        var sevens = await _store.Bars.ReadFoldedAsync(Btc, Timeframe.Parse("7s"), Start, Start + 6_700_000, Token);
        var tens = await _store.Bars.ReadFoldedAsync(Btc, Timeframe.S10, Start, Start + 6_700_000, Token);

        Assert.Equal((Start + 6_594_000, 1.0, true), (sevens[0].OpenUnixMs, sevens[0].Volume, sevens[0].IsPartial));
        Assert.All(sevens.Skip(1), bar => Assert.Equal((7.0, false), (bar.Volume, bar.IsPartial)));
        Assert.Equal(670, tens.Count);
        Assert.All(tens, bar => Assert.Equal((10.0, false), (bar.Volume, bar.IsPartial)));
    }

    [Fact]
    public async Task The_forming_bar_reaches_to_the_last_stored_second_in_every_timeframe()
    {
        await FillAsync(firstSecond: 0, lastSecond: 4_427);

        foreach (var timeframe in Timeframe.Stored)
        {
            var last = (await _store.Bars.ReadFoldedAsync(Btc, timeframe, Start, Start + 86_400_000, Token))[^1];

            Assert.Equal(timeframe.Floor(Start + 4_427_000), last.OpenUnixMs);
            Assert.Equal((4_428 - ((last.OpenUnixMs - Start) / 1_000.0), false), (last.Volume, last.IsPartial));
        }
    }

    [Fact]
    public async Task The_bar_in_which_reading_began_is_partial_and_a_hole_is_too()
    {
        await FillAsync(firstSecond: 427);

        var minutes = await _store.Bars.ReadFoldedAsync(Btc, Timeframe.M1, Start, Start + 1_200_000, Token);
        var days = await _store.Bars.ReadFoldedAsync(Btc, Timeframe.D1, Start, Start + 86_400_000, Token);

        Assert.Equal((Start + 420_000, true), (minutes[0].OpenUnixMs, minutes[0].IsPartial));
        Assert.All(minutes.Skip(1), bar => Assert.False(bar.IsPartial));
        Assert.True(Assert.Single(days).IsPartial);
    }

    [Fact]
    public async Task A_late_correction_of_our_part_does_not_replace_the_venues_whole_bar()
    {
        await _store.Bars.WriteAsync(Write(Imported(Start)), Token);

        await _store.Bars.WriteAsync(Write(new BarRow(Btc, Timeframe.M5, Whole(Start, 499))), Token);
        var kept = await _store.Bars.ReadAsync(Btc, Timeframe.M5, Start, Start + 1, Token);
        await _store.Bars.WriteAsync(Write(new BarRow(Btc, Timeframe.M5, Whole(Start, 501))), Token);
        var replaced = await _store.Bars.ReadAsync(Btc, Timeframe.M5, Start, Start + 1, Token);

        Assert.Equal((500, 501), (Assert.Single(kept).Volume, Assert.Single(replaced).Volume));
    }

    [Fact]
    public async Task What_an_older_version_left_is_read_as_far_as_it_goes()
    {
        await FillAsync(firstSecond: 0);
        await _store.Database.WriteAsync("ageing", AsOlderVersion, Token);
        using var store = new StoreFixture(Reopened());

        var tens = await store.Bars.ReadFoldedAsync(Btc, Timeframe.S10, Start, Start + 86_400_000, Token);
        var sevens = await store.Bars.ReadFoldedAsync(Btc, Timeframe.Parse("7s"), Start, Start + 86_400_000, Token);

        Assert.Equal(620, tens.Count);
        Assert.All(tens, bar => Assert.Equal((10.0, false), (bar.Volume, bar.IsPartial)));
        Assert.Equal((Start + 994_000, 1.0, true), (sevens[0].OpenUnixMs, sevens[0].Volume, sevens[0].IsPartial));
        Assert.All(sevens.Skip(1).SkipLast(1), bar => Assert.False(bar.IsPartial));
    }

    private static Bar Whole(long open, double volume) => new(open, 1, 1, 1, 1, volume, 0, 0, 0, 0, 0);

    private static BarRow Imported(long open) => new(Btc, Timeframe.M5, Whole(open, 500), true);

    // No note of what was deleted, no bars of ten seconds, and the first thousand seconds gone.
    private static int AsOlderVersion(SqliteSession session)
    {
        session.Execute($"DELETE FROM bar WHERE timeframe_ms = 10000; DELETE FROM second_bar WHERE (key >> 20) < {(Start / 1_000) + 1_000}");
        OlderFile.Make(session, 2);
        return 0;
    }

    private string Reopened()
    {
        _store.Database.Dispose();
        return _store.Options.Directory;
    }

    // A trade of 1 USD every second, handed over every 20 s as the service does.
    private async Task FillAsync(int firstSecond, int lastSecond = Seconds - 1)
    {
        var flow = new MarketFlow(Btc, ProofKind.Ids, Timeframe.M5);
        for (var second = firstSecond; second <= lastSecond; second++)
        {
            flow.Add(new(second + 1, Start + (second * 1_000L), 1, 1, 1, 1, AggressorSide.Buy));
            if (second % 20 == 19 || second == lastSecond)
            {
                flow.CloseThrough(Start + ((second + 1) * 1_000L));
                List<BarRow> bars = [];
                List<LedgerRun> ledger = [];
                flow.Collect(bars, ledger, []);
                await _store.Bars.WriteAsync(new(bars, ledger, []), Token);
            }
        }
    }
}
