using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Feeds.Connections;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Tests.Adapters;
using SqueezeFlow.Exchanges.Tests.Feeds;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Venues;

/// <summary>
/// Every venue that is alive through the real engine: subscribe, acknowledgements, trades, heartbeats both ways, a lost connection, a market
/// that the venue refuses. Runs by itself for every endpoint that has recorded frames and a script.
/// </summary>
public sealed class EngineTests
{
    public static TheoryData<string> Venues =>
        [.. ExchangeCatalog.All.Select(a => a.Descriptor).Where(v => v.IsAlive && VenueScripts.All.Keys.Any(k => k.Exchange == v.Id)).Select(v => v.Id)];

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task A_feed_subscribes_reads_trades_keeps_the_connection_and_comes_back(string venue)
    {
        var feeds = RecordedFeed.Of(venue);
        Assert.NotEmpty(feeds);

        foreach (var feed in feeds)
        {
            var script = VenueScripts.All[(feed.Exchange, feed.Endpoint)];
            await using var box = new VenueBox(script);
            await using var run = new Run(feed, box);

            var peer = await run.ConnectAsync(feed.Markets.Count);
            var expected = feed.Frames.Sum(f => f.Trades) - Run.FirstPushes(feed);
            var trades = await run.PlayAsync(peer, feed.Frames, expected);
            await run.KeepAliveAsync(peer, script);
            await peer.CloseAsync(1001);
            await run.ConnectAsync(feed.Markets.Count);

            Assert.Equal(expected, trades);
            Assert.Empty(run.Status.Unconfirmed);
            Assert.Equal(2, run.Status.Connects);
        }
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task A_market_that_the_venue_refuses_blocks_no_other(string venue)
    {
        foreach (var feed in RecordedFeed.Of(venue).Where(f => f.Markets.Count > 1 && f.Endpoint != "v2"))
        {
            var adapter = Fixtures.AdapterOf(venue);
            var bad = feed.Markets[feed.Markets.Count / 2];
            await using var box = new VenueBox(VenueScripts.All[(feed.Exchange, feed.Endpoint)], adapter.WireSymbol(bad.Market).Replace("-SPOT", "", StringComparison.Ordinal));
            await using var run = new Run(feed, box);

            var peer = await run.ConnectAsync(feed.Markets.Count - 1, 1);
            var frames = feed.Frames.Where(f => f.Market != bad.Market).ToArray();
            var expected = frames.Sum(f => f.Trades) - Run.FirstPushes(feed with { Frames = frames });
            var trades = await run.PlayAsync(peer, frames, expected);

            Assert.StartsWith($"{bad.Market}: ", Assert.Single(run.Status.Unconfirmed), StringComparison.Ordinal);
            Assert.Equal(expected, trades);
        }
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task Several_messages_in_one_segment_are_handed_over_once(string venue)
    {
        foreach (var feed in RecordedFeed.Of(venue))
        {
            var few = feed with { Frames = [.. feed.Frames.Where(f => f.Trades > 0).Take(5)] };
            await using var box = new VenueBox(VenueScripts.All[(feed.Exchange, feed.Endpoint)]);
            await using var run = new Run(feed, box);
            var peer = await run.ConnectAsync(feed.Markets.Count);

            var segment = few.Frames.SelectMany(f => VenueBox.Framed(f.Frame)).ToArray();
            Assert.True(segment.Length < 32 * 1024, $"{segment.Length} bytes may come in two reads");
            var expected = few.Frames.Sum(f => f.Trades) - Run.FirstPushes(few);
            await run.PlayAsync(() => peer.SendRawAsync(segment), few.Frames.Count, expected);

            Assert.True(expected == 0 || run.Handovers.SequenceEqual([expected]), $"handed over as {string.Join(", ", run.Handovers)}, expected {expected}");
        }
    }

    private sealed class Run : IFeedListener, ITradeSink, IAsyncDisposable
    {
        private readonly ManualClock _clock = new(DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000));
        private readonly VenueBox _box;
        private readonly FeedConnection _connection;
        private readonly Channel<long> _reads = Channel.CreateUnbounded<long>();
        private long _trades;
        private long _gathered;

        public Run(RecordedFeed feed, VenueBox box)
        {
            _box = box;
            var options = new FeedOptions
            {
                FirstDelay = TimeSpan.FromMilliseconds(10),
                LongestDelay = TimeSpan.FromMilliseconds(20),
                AcknowledgeTimeout = TimeSpan.FromMinutes(2),
                ConnectTimeout = TimeSpan.FromMinutes(2),
                StaleAfter = TimeSpan.FromHours(1),
                WatchTrades = false,
                ChecksClock = false,
            };
            var plan = new FeedPlan($"{feed.Exchange}/0", feed.Exchange, feed.Endpoint, box.Address, feed.Markets);
            _connection = new(plan, Fixtures.AdapterOf(feed.Exchange), this, new(options, _clock, NullLogger.Instance));
        }

        public FeedStatus Status => _connection.Status;

        /// <summary>Trades of each read that brought some.</summary>
        public ConcurrentQueue<long> Handovers { get; } = new();

        /// <summary>Connects and answers until so many markets are confirmed and refused.</summary>
        public async Task<Peer> ConnectAsync(int confirmed, int refused = 0)
        {
            _connection.Start();
            var accepted = _box.AcceptAsync();

            // Small steps: a busy machine must not let the time for a connect or an answer run out.
            await FeedHarness.AdvanceUntilAsync(_clock, accepted, TimeSpan.FromMilliseconds(10));
            var peer = await accepted;
            await FeedHarness.AdvanceUntilAsync(_clock, SettledAsync(confirmed, refused), TimeSpan.FromMilliseconds(200));
            return peer;
        }

        /// <summary>Plays frames and answers how many trades they gave: waits for as many as are expected, since the venue may say other things between.</summary>
        public Task<long> PlayAsync(Peer peer, IReadOnlyList<(MarketId Market, byte[] Frame, int Trades)> frames, long expected) => PlayAsync(
            async () =>
            {
                foreach (var (_, frame, _) in frames)
                {
                    await VenueBox.PlayAsync(peer, frame);
                }
            },
            frames.Count,
            expected);

        public async Task<long> PlayAsync(Func<Task> sendAsync, int frames, long expected)
        {
            var target = Status.Frames + frames;
            await sendAsync();
            using var patience = new CancellationTokenSource(FeedHarness.Patience);
            while (Status.Frames < target || Interlocked.Read(ref _trades) < expected)
            {
                await _reads.Reader.ReadAsync(patience.Token);
            }

            return Interlocked.Read(ref _trades);
        }

        /// <summary>Waits for the client's own heartbeat, and for its answer to the venue's.</summary>
        public async Task KeepAliveAsync(Peer peer, VenueScript script)
        {
            if (script.Heartbeat is { } beat)
            {
                await FeedHarness.AdvanceUntilAsync(_clock, _box.WaitToHearAsync(
                    text => beat.Length == 0 ? text == "(ping)" : text.Contains(beat, StringComparison.Ordinal)));
            }

            if (script.Ping is { } ping)
            {
                await _box.SendAsync(peer, ping.Sent);
                await _box.WaitToHearAsync(text => text.Contains(ping.Expected, StringComparison.Ordinal));
            }
        }

        /// <summary>Trades of the pushes that a venue repeats after a subscription: no new flow.</summary>
        public static long FirstPushes(RecordedFeed feed) => feed.Exchange is "HUOBI" or "HUOBI_FUTURES"
            ? feed.Frames.GroupBy(f => f.Market).Sum(g => g.First().Trades)
            : 0;

        public ITradeSink OpenSink() => this;

        // Only what is handed over counts: a read that is never completed would never be seen.
        public void Add(MarketSlot slot, in Trade trade) => _gathered++;

        public void OnStateChanged(FeedState state, string? reason)
        {
        }

        public void OnReadCompleted(long receivedUnixMs)
        {
            if (_gathered > 0)
            {
                Handovers.Enqueue(_gathered);
                Interlocked.Add(ref _trades, _gathered);
                _gathered = 0;
            }

            _reads.Writer.TryWrite(receivedUnixMs);
        }

        public ValueTask DisposeAsync() => _connection.DisposeAsync();

        private bool IsSettled(int confirmed, int refused) => Status.Acknowledged >= confirmed && Status.Unconfirmed.Count >= refused;

        private async Task SettledAsync(int confirmed, int refused)
        {
            using var patience = new CancellationTokenSource(FeedHarness.Patience);
            while (!IsSettled(confirmed, refused))
            {
                await _reads.Reader.ReadAsync(patience.Token);
            }
        }
    }
}
