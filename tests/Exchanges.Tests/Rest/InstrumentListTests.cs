using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Exchanges.Adapters.Binance;
using SqueezeFlow.Exchanges.Rest.Limits;
using SqueezeFlow.Exchanges.Rest.Requests;

namespace SqueezeFlow.Exchanges.Tests.Rest;

public sealed class InstrumentListTests
{
    private const string Good = """{"symbols":[{"symbol":"BTCUSDT","status":"TRADING","baseAsset":"BTC","quoteAsset":"USDT","isSpotTradingAllowed":true}]}""";

    [Theory]
    [InlineData("200 OK", "<html>maintenance</html>", "BINANCE GET /api/v3/exchangeInfo: expected a list of instruments, found <html>maintenance</html>")]
    [InlineData("200 OK", """{"symbols":[]}""", "BINANCE GET /api/v3/exchangeInfo: expected instruments as before (1), found an empty list")]
    [InlineData("200 OK", """{"symbols":"none"}""", """BINANCE GET /api/v3/exchangeInfo: expected a list of instruments, found {"symbols":"none"}""")]
    [InlineData("200 OK", "", "BINANCE GET /api/v3/exchangeInfo: expected a list of instruments, found ")]
    [InlineData("404 Not Found", "gone", "BINANCE GET /api/v3/exchangeInfo: expected 200, found 404 gone")]
    public async Task The_kept_list_stays_and_the_failure_is_named(string status, string body, string failure)
    {
        await using var venue = new RestVenue();
        venue.Answer = (_, n) => n == 1 ? ("200 OK", Good) : (status, body);
        var first = await venue.Of("BINANCE").GetInstrumentsAsync(TestContext.Current.CancellationToken);

        var second = await venue.Of("BINANCE").GetInstrumentsAsync(TestContext.Current.CancellationToken);
        var third = await venue.Of("BINANCE").GetInstrumentsAsync(TestContext.Current.CancellationToken);

        Assert.Null(first.Failure);
        Assert.Equal("btcusdt", Assert.Single(first.Instruments).Market.Symbol);
        Assert.Equal((failure, failure), (second.Failure, third.Failure));
        Assert.Equal(first.Instruments, second.Instruments);
        Assert.True(second.AsOf == third.AsOf, "The age is that of the kept list, however often it is used");
    }

    [Fact]
    public async Task A_list_is_had_while_searches_use_up_what_they_may()
    {
        await using var venue = new RestVenue();
        venue.Answer = (_, _) => ("200 OK", Good);
        var gate = GateOf(venue);
        gate.Leave(await gate.EnterAsync(int.MaxValue, RestPriority.BackFill, TestContext.Current.CancellationToken));
        var search = gate.EnterAsync(1, RestPriority.BackFill, TestContext.Current.CancellationToken).AsTask();

        var list = await venue.Of("BINANCE").GetInstrumentsAsync(TestContext.Current.CancellationToken);

        Assert.Equal((null, 1, false), (list.Failure, list.Instruments.Count, search.IsCompleted));
    }

    [Fact]
    public async Task A_list_in_which_only_the_time_has_changed_is_the_same_object()
    {
        await using var venue = new RestVenue();
        venue.Answer = (_, n) => ("200 OK", Good.Insert(1, $"\"serverTime\":{n},"));
        var first = await venue.Of("BINANCE").GetInstrumentsAsync(TestContext.Current.CancellationToken);

        var second = await venue.Of("BINANCE").GetInstrumentsAsync(TestContext.Current.CancellationToken);
        venue.Answer = (_, n) => ("200 OK", Good.Replace("TRADING", "HALT", StringComparison.Ordinal));
        var third = await venue.Of("BINANCE").GetInstrumentsAsync(TestContext.Current.CancellationToken);

        Assert.Same(first.Instruments, second.Instruments);
        Assert.True(second.AsOf > first.AsOf);
        Assert.False(Assert.Single(third.Instruments).IsTrading);
    }

    [Fact]
    public async Task A_list_that_the_venue_calls_unchanged_is_the_same_object_and_as_new()
    {
        await using var venue = new RestVenue();
        venue.Answer = (_, n) => n == 1 ? ("200 OK\r\nETag: \"a\"", Good) : ("304 Not Modified", "");
        var first = await venue.Of("BINANCE").GetInstrumentsAsync(TestContext.Current.CancellationToken);

        var second = await venue.Of("BINANCE").GetInstrumentsAsync(TestContext.Current.CancellationToken);

        Assert.Same(first.Instruments, second.Instruments);
        Assert.Null(second.Failure);
        Assert.True(second.AsOf > first.AsOf);
    }

    [Fact]
    public async Task Without_a_kept_list_what_is_no_list_is_a_failure()
    {
        await using var venue = new RestVenue();
        venue.Answer = (_, _) => ("200 OK", "<html>");

        var failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => venue.Of("BINANCE").GetInstrumentsAsync(TestContext.Current.CancellationToken));

        Assert.Equal("BINANCE GET /api/v3/exchangeInfo: expected a list of instruments, found <html>", failure.Message);
    }

    [Fact]
    public async Task A_list_of_a_hundred_thousand_is_a_list()
    {
        await using var venue = new RestVenue();
        var rows = Enumerable.Range(0, 100_000).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"symbol":"C{{i}}USDT","status":"TRADING","baseAsset":"C{{i}}","quoteAsset":"USDT","isSpotTradingAllowed":true}"""));
        venue.Answer = (_, _) => ("200 OK", $$"""{"symbols":[{{string.Join(',', rows)}}]}""");

        var list = await venue.Of("BINANCE").GetInstrumentsAsync(TestContext.Current.CancellationToken);

        Assert.Equal((100_000, "c99999usdt"), (list.Instruments.Count, list.Instruments[^1].Market.Symbol));
    }

    [Fact]
    public async Task An_announced_body_beyond_the_limit_is_refused_and_not_asked_for_again()
    {
        await using var venue = new RestVenue();
        venue.Answer = (_, _) => ($"200 OK\r\nContent-Length: {RequestGateHandler.LongestBody + 1L}", "");

        var failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => venue.Of("BINANCE").GetInstrumentsAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith("BINANCE GET /api/v3/exchangeInfo: expected an answer of http://127.0.0.1", failure.Message, StringComparison.Ordinal);
        Assert.Single(venue.Asked);
    }

    [Fact]
    public async Task An_empty_list_is_one_where_there_never_was_another()
    {
        await using var venue = new RestVenue();
        venue.Answer = (_, _) => ("200 OK", """{"symbols":[]}""");

        var list = await venue.Of("BINANCE").GetInstrumentsAsync(TestContext.Current.CancellationToken);

        Assert.Null(list.Failure);
        Assert.Empty(list.Instruments);
    }

    private static RequestGate GateOf(RestVenue venue) => venue.Services.GetRequiredService<RequestGates>().Of(
        new("BINANCE", new Binance().Descriptor.Rests[0].Budget, 1, RestPriority.Bars), new(venue.Address));
}
