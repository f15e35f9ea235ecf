using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Exchanges.Rest.Requests;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Rest;

/// <summary>What is said of venues that do not answer.</summary>
public sealed class VenueReachTests
{
    private readonly ManualClock _clock = new();
    private readonly VenueReach _reach;

    public VenueReachTests() => _reach = new(_clock);

    [Fact]
    public void Venues_that_fail_alike_are_one_sentence_until_they_answer()
    {
        _reach.Missed("OKX", new IOException("x", new SocketException((int)SocketError.HostNotFound)));
        _reach.Missed("MEXC", new HttpRequestException(HttpRequestError.NameResolutionError, "x"));
        Assert.Equal("2 venues unreachable: name not resolved (MEXC, OKX)", _reach.Sentence);

        _reach.Missed("GATE", new HttpRequestException("x", new SocketException((int)SocketError.ConnectionRefused)));
        Assert.Equal("3 venues unreachable: name not resolved (MEXC, OKX); connection refused (GATE)", _reach.Sentence);

        _reach.Answered("OKX");
        _reach.Answered("MEXC");
        Assert.Equal("1 venue unreachable: connection refused (GATE)", _reach.Sentence);

        _reach.Answered("GATE");
        Assert.Null(_reach.Sentence);
    }

    [Fact]
    public void A_venue_that_refuses_is_told_once_a_minute_and_one_that_is_silent_only_in_the_sentence()
    {
        Assert.True(_reach.ShouldLog("OKX"));
        Assert.False(_reach.ShouldLog("OKX"));
        Assert.True(_reach.ShouldLog("GATE"));

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(_reach.ShouldLog("OKX"));

        _clock.Advance(TimeSpan.FromMinutes(1));
        _reach.Missed("OKX", new TimeoutException());
        Assert.False(_reach.ShouldLog("OKX"));
    }

    [Fact]
    public async Task An_answer_of_whatever_kind_says_that_the_venue_is_there()
    {
        await using var venue = new RestVenue { Answer = (_, _) => ("404 Not Found", "{}") };
        var reach = venue.Services.GetRequiredService<VenueReach>();
        reach.Missed("BINANCE", new TimeoutException());

        await Assert.ThrowsAsync<HttpRequestException>(() => venue.Of("BINANCE").GetInstrumentsAsync(TestContext.Current.CancellationToken));

        Assert.Null(reach.Sentence);
    }

    [Fact]
    public async Task A_venue_that_nobody_listens_for_is_unreachable()
    {
        await using var venue = new RestVenue(null, ("Exchanges:OKX:Rest", "http://127.0.0.1:1"), ("Feeds:Rest:Retries", "1"));

        await Assert.ThrowsAsync<HttpRequestException>(() => venue.Of("OKX").GetInstrumentsAsync(TestContext.Current.CancellationToken));

        Assert.Equal("1 venue unreachable: connection refused (OKX)", venue.Services.GetRequiredService<VenueReach>().Sentence);
    }
}
