using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Certainty.Tests.Service;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Grains.Storage;
using SqueezeFlow.Grains.Symbols.Stored;
using SqueezeFlow.Grains.Tests.Storage;
using Double = SqueezeFlow.Certainty.Tests.Service.Double;

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

    [Fact]
    public async Task Rows_that_tell_what_they_contain_are_restored_without_asking_for_the_list_of_all_markets()
    {
        var rows = new ModelStore();
        var written = new MarketFlow(Btc, ProofKind.Connection, Timeframe.M5);
        for (var second = 0; second < 100; second++)
        {
            written.Add(At(second));
        }

        List<BarRow> bars = [];
        List<LedgerRun> ledger = [];
        written.Collect(bars, ledger, [], bars);
        rows.Take(new(bars, ledger, []) { Positions = [new(Btc, new Dictionary<string, long> { ["a"] = 7 }, []) { ReachesUnixMs = Midnight }] });
        var store = Double.Of<IBarStore>((method, arguments) => method.Name == nameof(IBarStore.ReadMarketsAsync)
            ? throw new NotSupportedException("it takes long where many ask")
            : method.Invoke(rows, arguments));
        using var writer = new BarWriter(store, Options.Create(new BarWriterOptions()), TimeProvider.System, NullLogger<BarWriter>.Instance);
        using var stored = new StoredMarkets(store, writer, TimeProvider.System);
        var flow = new MarketFlow(Btc, ProofKind.Connection, Timeframe.M5);

        var positions = await stored.RestoreAsync([flow], isShared: true, new HashSet<MarketId>(), TestContext.Current.CancellationToken);
        flow.Add(At(100));
        flow.CloseThrough(Midnight + 120_000);
        bars.Clear();
        flow.Collect(bars, ledger, []);

        Assert.Equal(7, Assert.Single(positions).Sources["a"]);
        Assert.Equal(41, Assert.Single(bars, row => row.Timeframe == Timeframe.M1 && row.Bar.OpenUnixMs == Midnight + 60_000).Bar.Volume);
    }

    [Fact]
    public async Task All_markets_of_a_symbol_are_restored_with_few_questions_each_as_if_it_were_alone()
    {
        var rows = new ModelStore();
        MarketId[] markets = [.. Enumerable.Range(0, 40).Select(i => new MarketId("OKX", $"m{i:00}"))];
        foreach (var (market, place) in markets.Select((market, place) => (market, place)))
        {
            // Most trade still, some ended minutes, hours or a day ago, and of some nothing was stored.
            var ends = place % 10 == 9 ? 0 : place % 10 switch { 0 => -90_000, 1 => -4_000, 2 => 400, _ => 900 + place };
            var written = new MarketFlow(market, ProofKind.Connection, Timeframe.M5);
            for (var second = ends - 700; place % 10 != 9 && second < ends; second++)
            {
                written.Add(At(second));
                written.CloseThrough(Midnight + ((second + 1) * 1_000L));
            }

            List<BarRow> bars = [];
            List<LedgerRun> ledger = [];
            written.Collect(bars, ledger, []);
            rows.Take(new(bars, ledger, []) { Positions = ledger.Count == 0 ? [] : [new(market, new Dictionary<string, long> { ["a"] = place }, []) { ReachesUnixMs = Timeframe.H1.Floor(Midnight + (ends * 1_000L)) }] });
        }

        var questions = new List<string>();
        var store = Double.Of<IBarStore>((method, arguments) =>
        {
            questions.Add(method.Name);
            return method.Invoke(rows, arguments);
        });
        var all = Flows(markets);
        var positions = await RestoreAsync(store, all);
        var asked = questions.Count;
        var alone = Flows(markets);
        foreach (var flow in alone)
        {
            await RestoreAsync(rows, [flow]);
        }

        Assert.Equal(markets.Where((_, place) => place % 10 != 9), positions.Select(position => position.Market));
        Assert.InRange(asked, 4, 16);
        foreach (var (one, other) in all.Zip(alone))
        {
            Assert.Equal((one.ClosedThroughUnixMs, one.LatestStoredUnixMs), (other.ClosedThroughUnixMs, other.LatestStoredUnixMs));
            Assert.Equal(Later(one), Later(other));
        }
    }

    private static MarketFlow[] Flows(MarketId[] markets) => [.. markets.Select(market => new MarketFlow(market, ProofKind.Connection, Timeframe.M5))];

    private static async Task<IReadOnlyList<StoredPosition>> RestoreAsync(IBarStore store, MarketFlow[] flows)
    {
        using var writer = new BarWriter(store, Options.Create(new BarWriterOptions()), TimeProvider.System, NullLogger<BarWriter>.Instance);
        using var stored = new StoredMarkets(store, writer, TimeProvider.System);
        return await stored.RestoreAsync(flows, isShared: true, new HashSet<MarketId>(), TestContext.Current.CancellationToken);
    }

    // All bars after one more trade, a late one.
    private static List<BarRow> Later(MarketFlow flow)
    {
        var last = Math.Max(flow.ClosedThroughUnixMs, Midnight - 100_000_000);
        flow.Add(At((int)((last - Midnight) / 1_000) - 60));
        flow.CloseThrough(last + 86_400_000);
        List<BarRow> bars = [];
        flow.Collect(bars, [], []);
        return bars;
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
        await stored.RestoreAsync([flow], isShared: false, new HashSet<MarketId>(), TestContext.Current.CancellationToken);
        return flow;
    }
}
