using SqueezeFlow.Core.Bars;
using SqueezeFlow.Silo.Tests.Api;

namespace SqueezeFlow.Silo.Tests.Description;

public sealed class GeneratedClientTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const long Start = 1_735_689_600_000;

    [Fact]
    public async Task A_generated_client_reads_every_kind_of_answer()
    {
        host.Store.Rows.Clear();
        host.Store.Rows.Add(new(new("BINANCE", "btcusdt"), Timeframe.M1, new(Start, 1, 2, 0.5, 1.5, 10, 5, 1, 2, 0, 0)));
        var client = await GeneratedClient.MakeAsync(host.Client);

        var status = await client.CallAsync("getStatus");
        var symbol = await client.CallAsync("getSymbol", ("symbol", "btc"));
        var symbols = await client.CallAsync("getSymbols");
        var bars = await client.CallAsync("getMarketBars", ("market", "BINANCE:btcusdt"), ("timeframe", "1m"), ("from", $"{Start}"), ("to", $"{Start + 60_000}"));
        var cvd = await client.CallAsync("getSymbolCvd", ("symbol", "BTC"));
        var explanation = await client.CallAsync("explainSymbol", ("symbol", "BTC"));
        var gaps = await client.CallAsync("getGaps", ("market", "BINANCE:btcusdt"));
        var ledger = await client.CallAsync("getLedger", ("market", "BINANCE:btcusdt"));
        var interest = await client.CallAsync("getOpenInterest", ("symbol", "BTC"));
        var feeds = await client.CallAsync("getFeeds");
        var positions = await client.CallAsync("getPositions", ("closed", true), ("limit", 5L));

        Assert.Equal(("demo", FakeFlow.MarketTime), ((string)status.Mode, (DateTimeOffset)status.MarketTime));
        Assert.Equal(("BTC", null), ((string)symbol.Symbol, (double?)symbol.Score));
        Assert.Equal(1, Enumerable.Count(symbols));
        var bar = Enumerable.Single(bars.Bars);
        Assert.Equal((Start, 1.5, 2L), ((long)bar.OpenUnixMs, (double)bar.Close, (long)bar.SellCount));
        Assert.Equal(7, (long)cvd.AsOf);
        Assert.Null((double?)Enumerable.First(cvd.PerpDelta));
        Assert.Equal("spot delta too small", (string)explanation.FirstFailure);
        Assert.Equal("BINANCE:btcusdt", (string)Enumerable.First(gaps).Market);
        Assert.Equal("BINANCE:btcusdt", (string)ledger.Market);
        Assert.Equal("HTTP 500", (string)Enumerable.Last(interest.Venues).Error);
        Assert.Equal("BINANCE/0", (string)Enumerable.First(feeds).Id);
        Assert.Empty(positions);
    }

    [Fact]
    public async Task A_generated_client_changes_and_is_told_of_refusals_in_their_shape()
    {
        var client = await GeneratedClient.MakeAsync(host.Client);

        var paused = await client.CallAsync("pauseEntries");
        var wasPaused = host.Flow.IsPaused;
        await client.CallAsync("resumeEntries");
        var added = await client.CallAsync("addMarket", ("market", "binance:ethusdt"));
        var restarted = await client.CallAsync("restartFeed", ("exchange", "binance"), ("number", "0"));
        dynamic refusal = await Assert.ThrowsAnyAsync<Exception>(() => client.CallAsync("addMarket", ("market", "BINANCE:ethusd")));

        Assert.True((bool)paused.Paused);
        Assert.True(wasPaused);
        Assert.False(host.Flow.IsPaused);
        Assert.Equal("BINANCE:ethusdt", (string)added.Market);
        Assert.Equal("BINANCE/0", (string)restarted.Feed);
        Assert.Equal((404, "market", "BINANCE:ethusd"), ((int)refusal.StatusCode, (string)refusal.Result.Field, (string)refusal.Result.Value));
        Assert.Contains("BINANCE:ethusdt", (string)refusal.Result.Fix, StringComparison.Ordinal);
    }
}
