using System.Net.ServerSentEvents;
using System.Text.Json;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Silo.Api.Json;

namespace SqueezeFlow.Silo.Tests.Api;

public sealed class EventsApiTests(ApiHost host) : IClassFixture<ApiHost>, IDisposable
{
    private const int TooMany = 10_000;

    private static readonly SymbolView Btc = new("BTC", 1, 1, 2.5, FakeFlow.MarketTime, 1, 2, 3, 4, 5, null, double.NaN, null, null, 0, 10);

    private readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(30));

    public void Dispose() => _stop.Dispose();

    [Fact]
    public async Task An_event_carries_number_kind_and_view()
    {
        var before = host.Hub.Sequence;
        using var response = await OpenAsync("?kinds=bar", before);
        host.Hub.Publish("bar", "BTC", new BarRow(new("BINANCE", "btcusdt"), Timeframe.S1, new(1_000, double.NaN, double.NaN, double.NaN, double.NaN, 1, 2, 3, 4, 5, 6)));

        var item = await FirstAsync(response);

        Assert.Equal(($"{before + 1}", "bar"), (item.EventId, item.EventType));
        Assert.Equal(
            """{"market":"BINANCE:btcusdt","timeframe":"1s","bar":{"market":"BINANCE:btcusdt","openUnixMs":1000,"open":null,"high":null,"low":null,"close":null,"buyNotional":1,"sellNotional":2,"buyCount":3,"sellCount":4,"buyLiquidation":5,"sellLiquidation":6}}""",
            item.Data);
    }

    [Fact]
    public async Task A_reader_of_changes_is_told_all_of_a_symbol_first_and_then_what_has_changed()
    {
        // States wait for each other at so slow a pace, and a signal takes them along.
        using var response = await OpenAsync("?kinds=sym,signal&changes=true&hz=0.1", host.Hub.Sequence);
        await using var events = await EventsAsync(response);
        host.Hub.Publish("sym", "BTC", Btc);
        var first = await NextOfAsync(events, "sym");
        host.Hub.Publish("sym", "BTC", Btc with { Price = null, Trades = 12 });
        host.Hub.Publish("signal", "BTC", new { n = 1 });
        var second = await NextOfAsync(events, "sym");
        host.Hub.Publish("sym", "BTC", Btc with { Price = 9, Trades = 12 });
        host.Hub.Publish("sym", "ETH", Btc with { Symbol = "ETH" });
        host.Hub.Publish("signal", "BTC", new { n = 2 });
        var third = await NextOfAsync(events, "sym");

        Assert.Equal(JsonSerializer.Serialize(new[] { Btc }, SiloJson.Options), first.Data);
        Assert.Equal("""[{"symbol":"BTC","price":null,"trades":12}]""", second.Data);
        var both = JsonDocument.Parse(third.Data).RootElement;
        Assert.Equal("""{"symbol":"BTC","price":9}""", both[0].GetRawText());
        Assert.Equal(JsonSerializer.Serialize(Btc with { Symbol = "ETH" }, SiloJson.Options), both[1].GetRawText());
        Assert.Equal(host.Hub.Sequence - 1, long.Parse(third.EventId!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_reader_of_changes_that_has_to_begin_anew_is_told_all_of_a_symbol_again()
    {
        using var response = await OpenAsync("?kinds=sym,signal&changes=true&hz=50", host.Hub.Sequence);
        host.Hub.Publish("sym", "BTC", Btc);

        // More than a reader that does not read can be kept.
        var much = new string('x', 2_000);
        for (var number = 0; number < TooMany; number++)
        {
            host.Hub.Publish("signal", "BTC", new { much });
        }

        await using var events = await EventsAsync(response);
        await NextOfAsync(events, "resync");
        host.Hub.Publish("sym", "BTC", Btc with { Trades = 12 });

        Assert.Equal(JsonSerializer.Serialize(new[] { Btc with { Trades = 12 } }, SiloJson.Options), (await NextOfAsync(events, "sym")).Data);
    }

    [Fact]
    public async Task Bars_can_be_asked_for_of_fewer_coins_than_the_rest()
    {
        var before = host.Hub.Sequence;
        using var response = await OpenAsync("?kinds=bar,signal&bars=eth,NONESUCH&hz=50", before);
        foreach (var symbol in (string[])["BTC", "ETH"])
        {
            host.Hub.Publish("bar", symbol, new BarRow(new("BINANCE", symbol.ToLowerInvariant() + "usdt"), Timeframe.S1, new(1_000, 1, 1, 1, 1, 1, 2, 3, 4, 5, 6)));
        }

        host.Hub.Publish("signal", "BTC", new { n = 1 });
        await using var events = await EventsAsync(response);

        Assert.Contains("BINANCE:ethusdt", (await NextOfAsync(events, "bar")).Data, StringComparison.Ordinal);
        Assert.Equal("""{"n":1}""", (await NextOfAsync(events, "signal")).Data);
    }

    [Fact]
    public async Task A_reader_goes_on_after_its_last_event()
    {
        host.Hub.Publish("signal", "BTC", new { n = 1 });
        var known = host.Hub.Sequence;
        host.Hub.Publish("signal", "BTC", new { n = 2 });

        using var response = await OpenAsync("?kinds=signal", known);
        var item = await FirstAsync(response);

        Assert.Equal((known + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), item.EventId);
        Assert.Equal("""{"n":2}""", item.Data);
    }

    [Fact]
    public async Task A_number_of_another_run_is_answered_with_resync()
    {
        using var response = await OpenAsync("", 1);
        var item = await FirstAsync(response);

        Assert.Equal("resync", item.EventType);
        Assert.Equal(item.EventId, JsonDocument.Parse(item.Data).RootElement.GetProperty("asOf").GetRawText());
    }

    [Fact]
    public async Task A_reader_is_told_first_who_speaks_and_what_time_it_is_there()
    {
        using var response = await OpenAsync("?kinds=gap", host.Hub.Sequence);
        var known = host.Hub.Sequence;
        var hello = await NextAsync(response);
        var told = JsonDocument.Parse(hello.Data).RootElement;

        Assert.Equal("hello", hello.EventType);
        Assert.Equal(("demo", 1.0, known), (told.GetProperty("mode").GetString(), told.GetProperty("speed").GetDouble(), told.GetProperty("asOf").GetInt64()));
        Assert.Equal(FakeFlow.MarketTime.ToUnixTimeMilliseconds(), told.GetProperty("epoch").GetInt64());
        Assert.Equal(FakeFlow.MarketTime, told.GetProperty("marketTime").GetDateTimeOffset());
        Assert.False(string.IsNullOrEmpty(told.GetProperty("version").GetString()));
    }

    [Fact]
    public async Task Signs_of_life_carry_no_number_so_that_a_reader_goes_on_after_its_last_event()
    {
        using var response = await OpenAsync("?kinds=signal", host.Hub.Sequence);
        host.Hub.Publish("signal", "BTC", new { n = 1 });

        await using var body = await response.Content.ReadAsStreamAsync(_stop.Token);
        string? number = null;
        await foreach (var item in SseParser.Create(body).EnumerateAsync(_stop.Token))
        {
            if (item.EventType == "beat")
            {
                Assert.NotNull(number);
                Assert.Null(item.EventId);
                Assert.Equal(FakeFlow.MarketTime, JsonDocument.Parse(item.Data).RootElement.GetProperty("marketTime").GetDateTimeOffset());
                return;
            }

            number = item.EventId;
        }
    }

    [Fact]
    public async Task An_answer_says_which_events_it_includes()
    {
        host.Hub.Publish("signal", "BTC", new { n = 1 });
        using var response = await host.Client.GetAsync(new Uri("/api/v1/symbols", UriKind.Relative), _stop.Token);

        Assert.Equal([host.Hub.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture)], response.Headers.GetValues("X-SqueezeFlow-AsOf"));
    }

    private async Task<IAsyncEnumerator<SseItem<string>>> EventsAsync(HttpResponseMessage response) =>
        SseParser.Create(await response.Content.ReadAsStreamAsync(_stop.Token)).EnumerateAsync(_stop.Token).GetAsyncEnumerator(_stop.Token);

    private static async Task<SseItem<string>> NextOfAsync(IAsyncEnumerator<SseItem<string>> events, string kind)
    {
        while (await events.MoveNextAsync())
        {
            if (events.Current.EventType == kind)
            {
                return events.Current;
            }
        }

        throw new InvalidOperationException($"The stream has ended before an event of kind {kind}.");
    }

    private async Task<SseItem<string>> NextAsync(HttpResponseMessage response)
    {
        await using var body = await response.Content.ReadAsStreamAsync(_stop.Token);
        return await SseParser.Create(body).EnumerateAsync(_stop.Token).FirstAsync(_stop.Token);
    }

    private async Task<HttpResponseMessage> OpenAsync(string query, long lastEventId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events" + query);
        request.Headers.Add("Last-Event-ID", lastEventId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _stop.Token);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return response;
    }

    private async Task<SseItem<string>> FirstAsync(HttpResponseMessage response)
    {
        await using var body = await response.Content.ReadAsStreamAsync(_stop.Token);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(_stop.Token))
        {
            if (item.EventType is not ("hello" or "beat"))
            {
                return item;
            }
        }

        throw new EndOfStreamException("The stream ended without an event.");
    }
}
