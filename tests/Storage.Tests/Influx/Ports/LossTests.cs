using System.Text;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Influx.Bars;
using SqueezeFlow.Storage.Influx.Points;
using SqueezeFlow.Storage.Spool;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Influx.Ports;

public sealed class LossTests(SharedInflux shared)
{
    private static readonly MarketId Odd = new("BINANCE", "a b,c=d");

    [Fact]
    public async Task What_was_dropped_is_a_gap_and_its_bars_are_partial_whatever_the_ledger_says_later()
    {
        await using var bench = await InfluxBench.OpenAsync(shared);
        var dropped = Batches(bench, new(
            [.. Enumerable.Range(60, 120).Select(i => Row(Btc, Start + (i * 1_000L))), Row(Odd, Start + 61_000)],
            [Run(Btc, Start, Start + 180_000)],
            [Gap(Odd, Start + 1_000, Start + 2_000)]));

        var notes = new InfluxLoss().Dropped(dropped);
        await bench.Spool.AppendAsync(notes, Token);
        await bench.Bars.WriteAsync(
            new(
                [.. Enumerable.Range(0, 60).Concat(Enumerable.Range(180, 60)).Select(i => Row(Btc, Start + (i * 1_000L)))],
                [Run(Btc, Start + 60_000, Start + 120_000), Run(Btc, Start, Start + 240_000)],
                []),
            Token);

        var minutes = await bench.Bars.ReadFoldedAsync(Btc, Timeframe.M1, Start, Start + 240_000, Token);
        var hour = await bench.Bars.ReadFoldedAsync(Btc, Timeframe.H1, Start, Start + 3_600_000, Token);
        var gaps = await bench.Bars.ReadGapsAsync(null, Start, Start + 240_000, Token);
        var ledger = await bench.Bars.ReadLedgerAsync(Btc, Start, Start + 240_000, Token);
        Assert.Equal([(Start, false), (Start + 180_000, false)], minutes.Select(bar => (bar.OpenUnixMs, bar.IsPartial)));
        Assert.True(Assert.Single(hour).IsPartial);
        Assert.Equal(
            [Gap(Odd, Start + 1_000, Start + 2_000), new(Btc, 0, Start + 60_000, 0, Start + 180_000, null, "spool was full"), new(Odd, 0, Start + 61_000, 0, Start + 62_000, null, "spool was full")],
            gaps);
        Assert.Equal(3, ledger.Count);
        Assert.Equal((Start + 60_000, Start + 180_000), Assert.Single(ledger.Where(run => run.State == LedgerState.Partial).Select(run => (run.FromUnixMs, run.ToUnixMs))));
    }

    [Fact]
    public async Task Notes_of_what_was_dropped_before_are_kept_when_they_are_dropped_themselves()
    {
        await using var bench = await InfluxBench.OpenAsync(shared);
        var loss = new InfluxLoss();
        var notes = loss.Dropped(Batches(bench, new([Row(Btc, Start), Row(Odd, Start)], [Run(Btc, Start, Start + 60_000)], [])));

        var again = loss.Dropped(notes);

        Assert.Equal(4, notes.Sum(batch => batch.Points));
        Assert.Equal(TextOf(notes), TextOf(again));
    }

    [Fact]
    public async Task What_is_no_bar_of_ours_is_no_loss()
    {
        await using var bench = await InfluxBench.OpenAsync(shared);
        var dropped = Batches(bench, new([new(Btc, Timeframe.M5, Bar(Start), true)], [Run(Btc, Start, Start + 180_000)], []));

        Assert.Empty(new InfluxLoss().Dropped([.. dropped, new("30_days", Encoding.UTF8.GetBytes("open_interest,symbol=BTC x=1 5\n"), 1, 0, 0)]));
    }

    private static string[] TextOf(IEnumerable<SpoolBatch> batches) =>
        [.. batches.SelectMany(batch => Encoding.UTF8.GetString(batch.Lines.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries)).Order(StringComparer.Ordinal)];

    private static List<SpoolBatch> Batches(InfluxBench bench, StoreWrite write)
    {
        var lines = new PolicyLines();
        new BarPoints(bench.Frames, bench.Kept, bench.Tags).Add(lines, write);
        return lines.ToBatches();
    }
}
