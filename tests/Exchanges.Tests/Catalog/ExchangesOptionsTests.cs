using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters.Binance;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Rest;
using SqueezeFlow.Exchanges.Rest.Requests;

namespace SqueezeFlow.Exchanges.Tests.Catalog;

public sealed class ExchangesOptionsTests
{
    [Fact]
    public void Without_overrides_every_endpoint_has_the_venues_own_address()
    {
        var plan = FeedPlanner.Plan(new BinanceFutures(), new(), Markets("btcusdt", "btcusd_perp"));

        Assert.Equal(
            ["BINANCE_FUTURES/0 market wss://fstream.binance.com/market/ws", "BINANCE_FUTURES/1 coinm wss://dstream.binance.com/ws"],
            plan.Feeds.Select(Digest));
    }

    [Fact]
    public void One_override_switches_every_other_endpoint_off()
    {
        var settings = SettingsOf(("Exchanges:BINANCE_FUTURES:Stream", "ws://127.0.0.1:9/market/ws"));

        var plan = FeedPlanner.Plan(new BinanceFutures(), settings, Markets("btcusdt", "btcusd_perp"));

        Assert.Equal(["BINANCE_FUTURES/0 market ws://127.0.0.1:9/market/ws"], plan.Feeds.Select(Digest));
        Assert.Equal("btcusd_perp", Assert.Single(plan.Unserved).Market.Symbol);
        Assert.Empty(new ExchangeAddresses(new BinanceFutures().Descriptor, settings).Rests);
    }

    [Fact]
    public void The_trade_stream_decides_the_endpoint()
    {
        var settings = SettingsOf(
            ("Exchanges:BINANCE_FUTURES:Streams:public", "ws://127.0.0.1:9/public/ws"), ("Exchanges:BINANCE_FUTURES:TradeStream", "trade"));

        var plan = FeedPlanner.Plan(new BinanceFutures(), settings, Markets("btcusdt"));

        Assert.Equal(["BINANCE_FUTURES/0 public ws://127.0.0.1:9/public/ws"], plan.Feeds.Select(Digest));
        Assert.Equal("trade", plan.Feeds[0].TradeStream);
    }

    [Fact]
    public void Markets_are_spread_evenly_within_the_limit_and_in_the_same_way_each_time()
    {
        var markets = Markets([.. Enumerable.Range(0, 450).Select(i => $"c{i:000}usdt")]);

        var plan = FeedPlanner.Plan(new Binance(), new(), markets.Reverse());

        Assert.Equal([150, 150, 150], plan.Feeds.Select(feed => feed.Markets.Count));
        Assert.Equal(markets.Select(market => market.Market), plan.Feeds.SelectMany(feed => feed.Markets).Select(market => market.Market));
    }

    [Fact]
    public void A_connection_can_be_kept_smaller_than_the_venue_allows_and_never_larger()
    {
        var markets = Markets("ausdt", "busdt", "cusdt", "dusdt", "eusdt");

        var small = FeedPlanner.Plan(new BinanceFutures(), SettingsOf(("Exchanges:BINANCE_FUTURES:MarketsPerConnection", "2")), markets);
        var large = FeedPlanner.Plan(new Binance(), new() { MarketsPerConnection = 900 }, Markets([.. Enumerable.Range(0, 201).Select(i => $"c{i:000}usdt")]));

        Assert.Equal([1, 2, 2], small.Feeds.Select(feed => feed.Markets.Count));
        Assert.Equal([100, 101], large.Feeds.Select(feed => feed.Markets.Count));
    }

    [Fact]
    public void Every_problem_is_named_at_start()
    {
        using var services = ServicesOf(
            ("Exchanges:NOWHERE:Stream", "ws://x"),
            ("Exchanges:BINANCE:Stream", "http://x"),
            ("Exchanges:BINANCE_FUTURES:Streams:nowhere", "ws://x"),
            ("Exchanges:BINANCE:MarketsPerConnection", "0"),
            ("Exchanges:BINANCE_FUTURES:Rest", "not an address"));

        var failure = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Equal(5, failure.Failures.Count());
        Assert.All(["NOWHERE", "BINANCE:Stream", "Streams:nowhere", "MarketsPerConnection", "BINANCE_FUTURES:Rest"], key =>
            Assert.Contains(failure.Failures, text => text.Contains(key, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_living_venue_can_be_asked()
    {
        using var services = ServicesOf();

        var rests = services.GetRequiredService<ExchangeRests>();

        Assert.All(
            ExchangeCatalog.All.Where(adapter => adapter.Descriptor.IsAlive),
            adapter => Assert.True(rests.TryGet(adapter.Descriptor.Id, out _)));
    }

    [Fact]
    public void Instrument_lists_are_kept_under_the_data_directory_unless_told_otherwise()
    {
        using var services = ServicesOf(("Data:Directory", "elsewhere"));
        using var told = ServicesOf(("Data:Directory", "elsewhere"), ("Feeds:Rest:CacheDirectory", "lists"));

        Assert.Equal(Path.Combine("elsewhere", "instruments"), services.GetRequiredService<IOptions<RestOptions>>().Value.CacheDirectory);
        Assert.Equal("lists", told.GetRequiredService<IOptions<RestOptions>>().Value.CacheDirectory);
    }

    private static string Digest(FeedPlan plan) => $"{plan.FeedId} {plan.Endpoint} {plan.Address}";

    private static Instrument[] Markets(params string[] symbols) =>
        [.. symbols.Select(symbol => new BinanceFutures().Assume(new("BINANCE_FUTURES", symbol))!)];

    private static ExchangeSettings SettingsOf(params (string Key, string Value)[] values)
    {
        using var services = ServicesOf(values);
        return services.GetRequiredService<IOptions<ExchangesOptions>>().Value.Of("BINANCE_FUTURES");
    }

    private static ServiceProvider ServicesOf(params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(value => new KeyValuePair<string, string?>(value.Key, value.Value)))
            .Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddExchanges().BuildServiceProvider();
    }
}
