using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Simulation.Tests.Venues;

public sealed class StreamTests
{
    private const long TwoMinutes = World.StartUnixMs + 120_000;

    [Fact]
    public async Task Spot_trades_arrive_complete_in_order_and_add_up_to_the_truth()
    {
        await using var fixture = await VenueFixture.StartAsync();
        using var client = await fixture.ConnectAsync(fixture.SpotStream);
        var truth = fixture.Truth("BINANCE:btcusdt", World.StartUnixMs, TwoMinutes);

        var ack = await client.SubscribeAsync(fixture.Token, "btcusdt@trade");
        fixture.Venues.StartClock(World.StartUnixMs, TwoMinutes);
        var trades = await client.ReceiveAsync((int)truth.Trades, fixture.Token);
        await fixture.Venues.Completion.WaitAsync(fixture.Token);

        Assert.Equal("""{"result":null,"id":1}""", ack);
        Assert.All(trades, trade => Assert.Equal(("trade", "BTCUSDT"), (trade.GetProperty("e").GetString(), trade.GetProperty("s").GetString())));
        AssertContiguous(trades, "t");
        AssertNotional(truth, trades);
        Assert.Equal(truth.Trades, fixture.Venues.Sent[truth.Market]);
        Assert.Equal(TwoMinutes, fixture.Venues.MarketUnixMs);
    }

    [Fact]
    public async Task Futures_aggregates_arrive_on_the_market_route_with_chained_fills()
    {
        await using var fixture = await VenueFixture.StartAsync();
        using var client = await fixture.ConnectAsync(fixture.FuturesStream);
        var truth = fixture.Truth("BINANCE_FUTURES:ethusdt", World.StartUnixMs, TwoMinutes);

        await client.SubscribeAsync(fixture.Token, "ethusdt@aggTrade", "ethusdt@trade");
        fixture.Venues.StartClock(World.StartUnixMs, TwoMinutes);
        var trades = await client.ReceiveAsync((int)truth.Trades, fixture.Token);

        AssertContiguous(trades, "a");
        Assert.All(trades.Zip(trades.Skip(1)), pair => Assert.Equal(pair.First.GetProperty("l").GetInt64() + 1, pair.Second.GetProperty("f").GetInt64()));
        Assert.Equal(truth.Fills, trades.Sum(trade => trade.GetProperty("l").GetInt64() - trade.GetProperty("f").GetInt64() + 1));
        AssertNotional(truth, trades);
    }

    [Fact]
    public async Task Futures_single_trades_arrive_on_the_public_route()
    {
        await using var fixture = await VenueFixture.StartAsync();
        using var client = await fixture.ConnectAsync(fixture.Venues.Configuration["Exchanges:BINANCE_FUTURES:Streams:public"]);
        var truth = fixture.Truth("BINANCE_FUTURES:btcusdt", World.StartUnixMs, TwoMinutes);

        await client.SubscribeAsync(fixture.Token, "btcusdt@trade");
        fixture.Venues.StartClock(World.StartUnixMs, TwoMinutes);
        var trades = await client.ReceiveAsync((int)truth.Fills, fixture.Token);

        AssertContiguous(trades, "t");
        Assert.All(trades, trade => Assert.Equal("MARKET", trade.GetProperty("X").GetString()));
        AssertNotional(truth, trades);
    }

    [Theory]
    [InlineData("/market/ws", "btcusdt@trade")]
    [InlineData("/public/ws", "btcusdt@aggTrade")]
    [InlineData("/ws", "btcusdt@aggTrade")]
    [InlineData("/market/ws", "nosuchusdt@aggTrade")]
    public async Task A_stream_of_another_route_is_acknowledged_and_silent(string path, string stream)
    {
        await using var fixture = await VenueFixture.StartAsync();
        using var client = await fixture.ConnectAsync(fixture.FuturesStream!.Replace("/market/ws", path, StringComparison.Ordinal));

        var ack = await client.SubscribeAsync(fixture.Token, stream);
        fixture.Venues.StartClock(World.StartUnixMs, TwoMinutes);
        await fixture.Venues.Completion.WaitAsync(fixture.Token);
        var next = await client.AskAsync("""{"method":"LIST_SUBSCRIPTIONS","id":2}""", fixture.Token);

        Assert.Equal("""{"result":null,"id":1}""", ack);
        Assert.Equal($$"""{"result":["{{stream}}"],"id":2}""", next);
        Assert.All(fixture.Venues.Sent.Values, sent => Assert.Equal(0, sent));
    }

    [Fact]
    public async Task The_combined_endpoint_wraps_frames_and_takes_streams_from_the_address()
    {
        await using var fixture = await VenueFixture.StartAsync();
        var address = fixture.SpotStream!.Replace("/ws", "/stream?streams=btcusdt@aggTrade/ethusdt@trade", StringComparison.Ordinal);
        using var client = await fixture.ConnectAsync(address);
        await fixture.Venues.WaitForSubscriptionsAsync([MarketId.Parse("BINANCE:btcusdt"), MarketId.Parse("BINANCE:ethusdt")], fixture.Token);

        fixture.Venues.StartClock(World.StartUnixMs, TwoMinutes);
        var frames = new List<JsonElement>();
        while (frames.DistinctBy(frame => frame.GetProperty("stream").GetString()).Count() < 2)
        {
            frames.AddRange(await client.ReceiveAsync(1, fixture.Token));
        }

        Assert.All(frames, frame => Assert.Contains(frame.GetProperty("stream").GetString(), (string[])["btcusdt@aggTrade", "ethusdt@trade"]));
        Assert.All(frames, frame => Assert.Equal(frame.GetProperty("stream").GetString(), $"{frame.GetProperty("data").GetProperty("s").GetString()!.ToLowerInvariant()}@{frame.GetProperty("data").GetProperty("e").GetString()}"));
    }

    [Fact]
    public async Task After_unsubscribing_nothing_more_arrives()
    {
        await using var fixture = await VenueFixture.StartAsync();
        using var client = await fixture.ConnectAsync(fixture.SpotStream);
        await client.SubscribeAsync(fixture.Token, "btcusdt@trade", "ethusdt@trade");

        var ack = await client.AskAsync("""{"method":"UNSUBSCRIBE","params":["btcusdt@trade"],"id":"x7"}""", fixture.Token);
        fixture.Venues.StartClock(World.StartUnixMs, TwoMinutes);
        await client.ReceiveAsync(20, fixture.Token);
        await fixture.Venues.Completion.WaitAsync(fixture.Token);

        Assert.Equal("""{"result":null,"id":"x7"}""", ack);
        Assert.Equal(0, fixture.Venues.Sent[MarketId.Parse("BINANCE:btcusdt")]);
        Assert.NotEqual(0, fixture.Venues.Sent[MarketId.Parse("BINANCE:ethusdt")]);
    }

    [Theory]
    [InlineData("""{"method":"SHOUT","id":9}""", 2, "9")]
    [InlineData("""{"params":[],"id":9}""", 2, "null")]
    [InlineData("""{"method":"SUBSCRIBE","params":[5],"id":9}""", 2, "9")]
    [InlineData("not json", 3, "null")]
    public async Task A_bad_request_is_answered_with_an_error(string message, int code, string id)
    {
        await using var fixture = await VenueFixture.StartAsync();
        using var client = await fixture.ConnectAsync(fixture.SpotStream);

        var answer = JsonDocument.Parse(await client.AskAsync(message, fixture.Token)).RootElement;

        Assert.Equal(code, answer.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(id, answer.GetProperty("id").GetRawText());
    }

    [Fact]
    public async Task The_same_seed_sends_the_same_bytes()
    {
        var first = await RecordAsync();
        var second = await RecordAsync();

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Two_clients_of_one_market_get_the_same_trades()
    {
        await using var fixture = await VenueFixture.StartAsync();
        using var one = await fixture.ConnectAsync(fixture.SpotStream);
        using var two = await fixture.ConnectAsync(fixture.SpotStream);
        await one.SubscribeAsync(fixture.Token, "btcusdt@trade");
        await two.SubscribeAsync(fixture.Token, "btcusdt@trade");
        var count = (int)fixture.Truth("BINANCE:btcusdt", World.StartUnixMs, TwoMinutes).Trades;

        fixture.Venues.StartClock(World.StartUnixMs, TwoMinutes);
        var first = await one.ReceiveAsync(count, fixture.Token);
        var second = await two.ReceiveAsync(count, fixture.Token);

        Assert.Equal(first.Select(frame => frame.GetRawText()), second.Select(frame => frame.GetRawText()));
    }

    [Fact]
    public async Task Disposal_closes_clients_and_cancels_a_running_clock()
    {
        await using var fixture = await VenueFixture.StartAsync(speed: 1);
        using var client = await fixture.ConnectAsync(fixture.SpotStream);
        await client.SubscribeAsync(fixture.Token, "btcusdt@trade");
        fixture.Venues.StartClock(World.StartUnixMs);

        await fixture.Venues.DisposeAsync();

        Assert.True(fixture.Venues.Completion.IsCanceled);
        var last = "";
        while (last is not null)
        {
            last = await client.ReceiveAsync(fixture.Token);
        }
    }

    [Fact]
    public async Task A_client_that_leaves_holds_up_nobody_and_finds_what_it_missed_over_rest()
    {
        await using var fixture = await VenueFixture.StartAsync();
        using var stays = await fixture.ConnectAsync(fixture.FuturesStream);
        var leaves = await fixture.ConnectAsync(fixture.FuturesStream);
        await stays.SubscribeAsync(fixture.Token, "btcusdt@aggTrade");
        await leaves.SubscribeAsync(fixture.Token, "btcusdt@aggTrade");
        var truth = fixture.Truth("BINANCE_FUTURES:btcusdt", World.StartUnixMs, TwoMinutes);

        fixture.Venues.StartClock(World.StartUnixMs, TwoMinutes);
        var seen = await leaves.ReceiveAsync(5, fixture.Token);
        leaves.Dispose();
        var all = await stays.ReceiveAsync((int)truth.Trades, fixture.Token);
        await fixture.Venues.Completion.WaitAsync(fixture.Token);
        var missed = await fixture.GetAsync("BINANCE_FUTURES", $"/fapi/v1/aggTrades?symbol=BTCUSDT&fromId={seen[^1].GetProperty("a").GetInt64() + 1}&limit=1000");

        Assert.Equal(
            all.Skip(5).Select(trade => (trade.GetProperty("a").GetInt64(), trade.GetProperty("p").GetString(), trade.GetProperty("q").GetString())),
            missed.EnumerateArray().Select(trade => (trade.GetProperty("a").GetInt64(), trade.GetProperty("p").GetString(), trade.GetProperty("q").GetString())));
    }

    [Fact]
    public async Task The_clock_starts_once()
    {
        await using var fixture = await VenueFixture.StartAsync();
        fixture.Venues.StartClock(World.StartUnixMs);

        Assert.Throws<InvalidOperationException>(() => fixture.Venues.StartClock(World.StartUnixMs));
    }

    private static async Task<List<string?>> RecordAsync()
    {
        await using var fixture = await VenueFixture.StartAsync();
        using var client = await fixture.ConnectAsync(fixture.FuturesStream);
        await client.SubscribeAsync(fixture.Token, "btcusdt@aggTrade");
        fixture.Venues.StartClock(World.StartUnixMs + 1_234, TwoMinutes);
        var count = fixture.Truth("BINANCE_FUTURES:btcusdt", World.StartUnixMs + 1_234, TwoMinutes).Trades;
        var frames = new List<string?>();
        while (frames.Count < count)
        {
            frames.Add(await client.ReceiveAsync(fixture.Token));
        }

        return frames;
    }

    private static void AssertContiguous(List<JsonElement> trades, string id) =>
        Assert.All(trades.Zip(trades.Skip(1)), pair => Assert.Equal(pair.First.GetProperty(id).GetInt64() + 1, pair.Second.GetProperty(id).GetInt64()));

    private static void AssertNotional(MarketReport truth, List<JsonElement> trades)
    {
        var bought = trades.Where(trade => !trade.GetProperty("m").GetBoolean())
            .Sum(trade => Number(trade, "p") * Number(trade, "q"));
        Assert.Equal(truth.BuyNotional, (double)bought, truth.BuyNotional * 1e-12);
    }

    private static decimal Number(JsonElement trade, string name) => decimal.Parse(trade.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
