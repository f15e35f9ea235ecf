using System.Net.ServerSentEvents;
using System.Text.Json;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Silo.Tests.Api;

public sealed class EventsApiTests(ApiHost host) : IClassFixture<ApiHost>, IDisposable
{
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
