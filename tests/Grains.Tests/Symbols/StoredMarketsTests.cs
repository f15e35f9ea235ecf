using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Grains.Storage;
using SqueezeFlow.Grains.Symbols;
using SqueezeFlow.Grains.Tests.Storage;

namespace SqueezeFlow.Grains.Tests.Symbols;

public sealed class StoredMarketsTests
{
    private const long Midnight = 1_735_689_600_000;

    private static readonly MarketId Btc = new("BINANCE", "btcusdt");

    private readonly MemoryStore _store = new(Btc);

    [Theory]
    [InlineData(-7)]
    [InlineData(-150)]
    [InlineData(25)]
    public async Task A_liquidation_that_is_reported_late_after_a_restart_is_added_to_whole_bars_of_either_day(int second)
    {
        await RecordAsync(-600, 95);

        var flow = await RestoreAsync();
        flow.Add(At(second) with { Kind = TradeKind.LiquidationReport });
        await RecordAsync(flow);

        foreach (var timeframe in Timeframe.Stored)
        {
            var open = timeframe.Floor(Midnight + (second * 1_000L));
            var bar = Assert.Single(_store.Rows.Read(timeframe, open, open + 1)).Bar;
            var seconds = Enumerable.Range(-600, 695).Count(s => timeframe.Floor(Midnight + (s * 1_000L)) == open);
            Assert.Equal((timeframe, seconds, 1.0), (timeframe, (int)bar.Volume, bar.BuyLiquidation));
        }
    }

    [Fact]
    public async Task Bars_that_were_open_when_the_process_ended_are_stored_whole_when_they_close()
    {
        await RecordAsync(0, 157);

        var flow = await RestoreAsync();
        flow.CloseThrough(Midnight + 90_000_000);
        await RecordAsync(flow);

        foreach (var timeframe in Timeframe.Stored)
        {
            var rows = _store.Rows.Read(timeframe, Midnight, Midnight + 86_400_000).ToList();
            Assert.Equal((timeframe, 157), (timeframe, (int)rows.Sum(row => row.Bar.Volume)));
        }
    }

    private static Trade At(int second) => new(10_000 + second, Midnight + (second * 1_000L) + 500, 1, 1, 1, 1, AggressorSide.Buy);

    // A trade of 1 USD every second; the venue's ids prove nothing.
    private async Task RecordAsync(int fromSecond, int toSecond)
    {
        var flow = new MarketFlow(Btc, ProofKind.Connection, Timeframe.M5);
        for (var second = fromSecond; second < toSecond; second++)
        {
            flow.Add(At(second));
            flow.CloseThrough(Midnight + ((second + 1) * 1_000L));
            await RecordAsync(flow);
        }
    }

    private async Task RecordAsync(MarketFlow flow)
    {
        List<BarRow> bars = [];
        List<LedgerRun> ledger = [];
        flow.Collect(bars, ledger, []);
        await _store.WriteAsync(new(bars, ledger, []), TestContext.Current.CancellationToken);
    }

    private async Task<MarketFlow> RestoreAsync()
    {
        using var writer = new BarWriter(_store, Options.Create(new BarWriterOptions()), TimeProvider.System, NullLogger<BarWriter>.Instance);
        using var stored = new StoredMarkets(_store, writer, TimeProvider.System);
        var flow = new MarketFlow(Btc, ProofKind.Connection, Timeframe.M5);
        await stored.RestoreAsync(flow, isShared: false, TestContext.Current.CancellationToken);
        return flow;
    }
}
