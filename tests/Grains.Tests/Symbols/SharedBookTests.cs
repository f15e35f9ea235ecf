using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Certainty.Tests.Service;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Grains.Refill;
using SqueezeFlow.Grains.Storage;
using SqueezeFlow.Grains.Symbols;
using SqueezeFlow.Grains.Symbols.Stored;
using SqueezeFlow.Grains.Tests.Cluster;
using SqueezeFlow.Grains.Tests.Routing;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Tests.Symbols;

/// <summary>A symbol whose trades several silos read.</summary>
public sealed class SharedBookTests : IDisposable
{
    private static readonly TrackedMarket Btc = RoutedMarkets.Of("btcusdt");
    private static readonly TrackedMarket Other = RoutedMarkets.Of("btcusdc");

    private readonly BarWriter _writer;
    private readonly StoredMarkets _stored;
    private readonly GapFiller _filler;
    private readonly SymbolBook _book;
    private long _id;

    public SharedBookTests()
    {
        var store = new InstantStore();
        _writer = new(store, Options.Create(new BarWriterOptions()), TimeProvider.System, NullLogger<BarWriter>.Instance);
        _stored = new(store, _writer, TimeProvider.System);
        _filler = new(null!, null!, Options.Create(new RefillOptions { Enabled = false }), null!, new(TimeProvider.System), TimeProvider.System, NullLogger<GapFiller>.Instance);
        _book = new(new SymbolFlow("BTC", Timeframe.M5, silentAfterMs: 86_400_000), _stored, _writer, _filler, handsOutOpen: true, new ModelOwners());
    }

    public void Dispose()
    {
        _filler.Dispose();
        _stored.Dispose();
        _writer.Dispose();
    }

    [Theory]
    [InlineData(new[] { "a" }, false)]
    [InlineData(new[] { "b", "a" }, true)]
    [InlineData(new[] { "a", "b" }, true)]
    public async Task Bars_wait_for_a_market_until_every_silo_that_has_read_it_reads_it_no_longer(string[] ended, bool isClosed)
    {
        await _book.TrackAsync([Btc, Other], TestContext.Current.CancellationToken);
        Trade("a", 1, Btc, bar: 0);
        Trade("b", 1, Btc, bar: 0);
        Trade("a", 2, Other, bar: 0);
        Trade("a", 3, Other, bar: 2);

        Array.ForEach(ended, source => _book.Untrack(source, [Btc.Market]));

        Assert.Equal(isClosed, _book.Flow.Ready > 0);
    }

    private void Trade(string source, long sequence, TrackedMarket market, int bar) =>
        Assert.True(_book.TryIngest(new([new(market.Market, "BINANCE/0", 1, [RoutedMarkets.Trade(++_id, bar)], 1)], source, sequence, sequence)));
}
