using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters.Binance;
using SqueezeFlow.Exchanges.Rest.Limits;
using SqueezeFlow.Exchanges.Rest.Requests;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Rest;

public sealed class RefusalTests
{
    private const string Empty = """{"symbols":[]}""";

    private static readonly Instrument Spot = new Binance().Assume(new("BINANCE", "btcusdt"))!;

    [Fact]
    public async Task A_429_is_repeated_after_the_stated_time_and_not_before()
    {
        var clock = new ManualClock();
        await using var venue = new RestVenue(clock);
        venue.Answer = (_, n) => n == 1 ? ("429 Too Many Requests\r\nRetry-After: 7", "{}") : ("200 OK", Empty);
        var gate = GateOf(venue);

        var list = venue.Of("BINANCE").GetInstrumentsAsync(TestContext.Current.CancellationToken);
        await WaitAsync(() => venue.Asked.Count == 1 && gate().IsWaitedFor);
        clock.Advance(TimeSpan.FromSeconds(6.9));
        var early = venue.Asked.Count;
        var isWaiting = gate().IsWaitedFor;
        clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Null((await list).Failure);
        Assert.Equal((1, true, 2), (early, isWaiting, venue.Asked.Count));
    }

    [Fact]
    public async Task More_refusals_than_retries_are_waited_for_up_to_a_bound()
    {
        await using var venue = new RestVenue(null, ("Feeds:Rest:Retries", "1"));
        venue.Answer = (_, _) => ("429 Too Many Requests\r\ngw-ratelimit-reset: 1", "slow down");

        var failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => venue.Of("BINANCE").GetInstrumentsAsync(TestContext.Current.CancellationToken));

        Assert.Equal("BINANCE GET /api/v3/exchangeInfo: expected 200, found 429 slow down", failure.Message);
        Assert.Equal(RequestGateHandler.MostRefusals + 1, venue.Asked.Count);
    }

    [Fact]
    public async Task A_403_without_a_time_is_said_at_once()
    {
        await using var venue = new RestVenue();
        venue.Answer = (_, _) => ("403 Forbidden", "<html>not in your country</html>");

        var failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => venue.Of("BINANCE").GetInstrumentsAsync(TestContext.Current.CancellationToken));

        Assert.EndsWith("expected 200, found 403 <html>not in your country</html>", failure.Message, StringComparison.Ordinal);
        Assert.Single(venue.Asked);
    }

    [Fact]
    public async Task A_502_is_tried_again()
    {
        await using var venue = new RestVenue();
        venue.Answer = (_, n) => n == 1 ? ("502 Bad Gateway", "down") : ("200 OK", Empty);

        var list = await venue.Of("BINANCE").GetInstrumentsAsync(TestContext.Current.CancellationToken);

        Assert.Equal((null, 2), (list.Failure, venue.Asked.Count));
    }

    [Fact]
    public async Task A_refusal_of_one_request_holds_the_others_of_the_venue()
    {
        var clock = new ManualClock();
        await using var venue = new RestVenue(clock);
        venue.Answer = (request, n) => request.Contains("exchangeInfo", StringComparison.Ordinal)
            ? n == 1 ? ("418 I'm a teapot", "{}") : ("200 OK", Empty)
            : ("200 OK", "[]");
        var gate = GateOf(venue);

        var list = venue.Of("BINANCE").GetInstrumentsAsync(TestContext.Current.CancellationToken);
        await WaitAsync(() => venue.Asked.Count == 1 && gate().IsWaitedFor);
        var trades = venue.Of("BINANCE").SearchTradesAsync(
            Spot, new(Spot.Market, 1, 1_000, 0, 0, null, "reconnect"), TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(119));
        var early = venue.Asked.Count;
        clock.Advance(TimeSpan.FromSeconds(1));
        await list;
        await trades;

        Assert.Equal(1, early);
        Assert.Equal(3, venue.Asked.Count);
    }

    [Fact]
    public async Task No_answer_in_time_is_tried_again_and_then_said()
    {
        using var never = new ManualResetEventSlim();
        await using var venue = new RestVenue(null, ("Feeds:Rest:Timeout", "00:00:01"), ("Feeds:Rest:Retries", "1"));
        venue.Answer = (_, _) => never.Wait(TimeSpan.FromSeconds(90)) ? ("200 OK", Empty) : ("500 X", "");

        var failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => venue.Of("BINANCE").GetBarsAsync(Spot, Timeframe.M5, 0, 1, TestContext.Current.CancellationToken));
        never.Set();

        Assert.EndsWith("found no answer within 1 s", failure.Message, StringComparison.Ordinal);
    }

    private static Func<RequestGate> GateOf(RestVenue venue) => () =>
        ((RequestGates)venue.Services.GetService(typeof(RequestGates))!).Of(
            new("BINANCE", new Binance().Descriptor.Rests[0].Budget, 1, RestPriority.Bars), new(venue.Address));

    private static async Task WaitAsync(Func<bool> isDone)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!isDone())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
