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
            return item;
        }

        throw new EndOfStreamException("The stream ended without an event.");
    }
}
