using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters.Binance;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Feeds.Connections;
using SqueezeFlow.Exchanges.Rest;
using SqueezeFlow.Exchanges.Rest.Limits;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Tests.Feeds;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Rest;

public sealed class FeedAccessTests
{
    private static readonly Instrument Btc = new Binance().Assume(new("BINANCE", "btcusdt"))!;

    [Fact]
    public async Task Connects_of_a_venue_come_five_in_a_second_whoever_makes_them()
    {
        var clock = new ManualClock();
        await using var venue = new RestVenue(clock);
        using var access = new FeedAccess(venue.Services.GetRequiredService<ExchangeRests>(), venue.Services.GetRequiredService<SharedLimits>(), clock);
        var admissions = Enumerable.Range(0, 6).Select(_ => access.AdmitAsync(Plan, TestContext.Current.CancellationToken)).ToArray();
        await Task.WhenAll(admissions[..5]);
        var early = admissions[5].IsCompleted;

        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(early);
        Assert.Equal(Plan.Address, await admissions[5]);
    }

    [Fact]
    public async Task The_address_that_the_venue_hands_out_is_dialled()
    {
        await using var venue = new ScriptedVenue();
        var access = new Doorman { Address = venue.Address };
        await using var feed = ConnectionWith(access);

        feed.Start();
        using var peer = await venue.AcceptPeerAsync();

        Assert.StartsWith("{\"method\":\"SUBSCRIBE\"", (await peer.ReadAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ticket_that_cannot_be_had_is_a_failed_connect_and_is_asked_for_again()
    {
        await using var venue = new ScriptedVenue();
        var access = new Doorman { Address = venue.Address, Failures = 2 };
        await using var feed = ConnectionWith(access);

        feed.Start();
        using var peer = await venue.AcceptPeerAsync();

        Assert.Equal((3, "no ticket"), (access.Asked, feed.Status.LastError));
    }

    [Fact]
    public async Task A_feed_that_waits_for_leave_can_be_stopped()
    {
        var access = new Doorman();
        await using var feed = ConnectionWith(access);
        feed.Start();
        await access.Waiting.WaitAsync(FeedHarness.Patience, TestContext.Current.CancellationToken);

        await feed.StopAsync().WaitAsync(FeedHarness.Patience, TestContext.Current.CancellationToken);

        Assert.Equal(FeedState.Stopped, feed.Status.State);
    }

    private static FeedPlan Plan { get; } = new("BINANCE/0", "BINANCE", "main", new("ws://127.0.0.1:1/ws"), [Btc]);

    private static FeedConnection ConnectionWith(IFeedAccess access) => new(
        Plan,
        new Binance(),
        new Deaf(),
        new(new() { FirstDelay = TimeSpan.FromMilliseconds(1), LongestDelay = TimeSpan.FromMilliseconds(20) }, TimeProvider.System, NullLogger.Instance)
        {
            Access = access,
        });

    /// <summary>Answers with an address after some failures; without one it keeps everybody waiting.</summary>
    private sealed class Doorman : IFeedAccess
    {
        private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Uri? Address { get; init; }

        public int Failures { get; init; }

        public int Asked { get; private set; }

        public Task Waiting => _waiting.Task;

        public async Task<Uri> AdmitAsync(FeedPlan plan, CancellationToken cancellationToken)
        {
            Asked++;
            _waiting.TrySetResult();
            if (Asked <= Failures)
            {
                throw new HttpRequestException("no ticket");
            }

            if (Address is null)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return Address!;
        }
    }

    private sealed class Deaf : IFeedListener, ITradeSink
    {
        public ITradeSink OpenSink() => this;

        public void Add(MarketSlot slot, in Trade trade)
        {
            // No test here is about trades.
        }

        public void OnStateChanged(FeedState state, string? reason)
        {
            // Nor about states.
        }

        public void OnReadCompleted(long receivedUnixMs)
        {
            // Nor about reads.
        }
    }
}
