using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters.Binance;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Feeds.Connections;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Feeds;

/// <summary>What one read of a socket delivers is closed by one call, whatever way the read ends.</summary>
public sealed class ReadCompletionTests : IAsyncDisposable
{
    private readonly ManualClock _clock = new(DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000));
    private readonly ScriptedVenue _venue = new();
    private readonly Told _told = new();
    private readonly FeedOptions _options = new()
    {
        FirstDelay = TimeSpan.FromMilliseconds(10),
        WatchTrades = false,
        ChecksClock = false,
        StaleAfter = TimeSpan.FromDays(2),
    };

    private readonly FeedConnection _connection;

    public ReadCompletionTests()
    {
        var venue = new Binance();
        var plan = new FeedPlan("BINANCE/0", "BINANCE", venue.Descriptor.Main.Name, _venue.Address, [venue.Assume(new("BINANCE", "btcusdt"))!]);
        _connection = new(plan, venue, _told, new(_options, _clock, NullLogger.Instance));
    }

    [Fact]
    public async Task Messages_of_one_segment_are_completed_once()
    {
        var peer = await ConnectAsync();

        await peer.SendRawAsync([.. Trade(1), .. Trade(2), .. Trade(3)]);

        Assert.Equal(["1", "2", "3", "done"], await _told.TakeAsync(4));
        await _connection.StopAsync();
        Assert.Equal(0, _told.Untaken);
    }

    [Fact]
    public async Task A_message_cut_in_two_is_completed_with_its_end_alone()
    {
        var peer = await ConnectAsync();
        var cut = Trade(2);

        await peer.SendRawAsync([.. Trade(1), .. cut[..20]]);
        Assert.Equal(["1", "done"], await _told.TakeAsync(2));
        await peer.SendRawAsync(cut[20..]);

        Assert.Equal(["2", "done"], await _told.TakeAsync(2));
        await _connection.StopAsync();
        Assert.Equal(0, _told.Untaken);
    }

    [Fact]
    public async Task A_read_that_brings_no_message_to_its_end_is_not_completed()
    {
        var peer = await ConnectAsync();
        var text = Encoding.UTF8.GetBytes(FeedHarness.TradeOf("BTCUSDT", 1));

        // The answer to the ping proves that the first part has been read and looked at.
        await peer.SendRawAsync([.. Peer.Frame(0x01, text[..30]), .. Peer.Frame(0x89, "are you there"u8.ToArray())]);
        await peer.ReadUntilAsync("are you there");
        await peer.SendRawAsync(Peer.Frame(0x80, text[30..]));

        Assert.Equal(["1", "done"], await _told.TakeAsync(2));
        await _connection.StopAsync();
        Assert.Equal(0, _told.Untaken);
    }

    [Fact]
    public async Task What_came_before_a_farewell_in_the_same_read_is_completed()
    {
        var peer = await ConnectAsync();

        await peer.SendRawAsync([.. Trade(1), .. Peer.Frame(0x88, [0x03, 0xE9])]);

        Assert.Equal(["1", "done"], await _told.TakeAsync(2));
    }

    [Fact]
    public async Task What_came_before_a_broken_frame_in_the_same_read_is_completed()
    {
        var peer = await ConnectAsync();

        await peer.SendRawAsync([.. Trade(1), 0xFF, 0xFF]);

        Assert.Equal(["1", "done"], await _told.TakeAsync(2));
    }

    [Fact]
    public async Task What_was_delivered_before_something_broke_is_completed()
    {
        var peer = await ConnectAsync();
        _told.BreaksAt = 2;

        await peer.SendRawAsync([.. Trade(1), .. Trade(2), .. Trade(3)]);

        Assert.Equal(["1", "done"], await _told.TakeAsync(2));
    }

    [Fact]
    public async Task An_aborted_connection_has_completed_all_that_it_delivered()
    {
        var peer = await ConnectAsync();
        var sending = Task.Run(async () =>
        {
            try
            {
                for (var id = 1; ; id++)
                {
                    await peer.SendRawAsync(Trade(id));
                }
            }
            catch (IOException)
            {
                // The connection is gone, as it should be.
            }
        }, TestContext.Current.CancellationToken);

        await _told.TakeAsync(50);
        await _connection.StopAsync().WaitAsync(FeedHarness.Patience, TestContext.Current.CancellationToken);
        await sending.WaitAsync(FeedHarness.Patience, TestContext.Current.CancellationToken);

        Assert.Equal(0, _told.Gathered);
    }

    [Fact]
    public async Task A_message_that_nobody_can_read_is_told_before_its_read_is_completed()
    {
        var peer = await ConnectAsync();

        await peer.SendRawAsync([.. Peer.Frame(0x81, "{\"e\":\"trade\""u8.ToArray()), .. Trade(1)]);

        Assert.Equal(["missed", "1", "done"], await _told.TakeAsync(3));
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _venue.DisposeAsync();
    }

    private static byte[] Trade(long id) => Peer.Frame(0x81, Encoding.UTF8.GetBytes(FeedHarness.TradeOf("BTCUSDT", id)));

    private async Task<Peer> ConnectAsync()
    {
        _connection.Start();
        var peer = await _venue.AcceptPeerAsync();
        await peer.ReadAsync();
        return peer;
    }

    private sealed class Told : IFeedListener, ITradeSink
    {
        private readonly Channel<string> _words = Channel.CreateUnbounded<string>();
        private int _gathered;

        public long BreaksAt { get; set; }

        public int Untaken => _words.Reader.Count;

        /// <summary>Trades since the last completion.</summary>
        public int Gathered => Volatile.Read(ref _gathered);

        public ITradeSink OpenSink() => this;

        public void Add(MarketSlot slot, in Trade trade)
        {
            if (trade.Id == BreaksAt)
            {
                throw new InvalidOperationException("the sink broke");
            }

            _gathered++;
            Say(trade.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        public void OnMissed() => Say("missed");

        public void OnReadCompleted(long receivedUnixMs)
        {
            _gathered = 0;
            Say("done");
        }

        public void OnStateChanged(FeedState state, string? reason)
        {
            // No test here is about states.
        }

        public async Task<string[]> TakeAsync(int words)
        {
            using var patience = new CancellationTokenSource(FeedHarness.Patience);
            var taken = new string[words];
            for (var i = 0; i < words; i++)
            {
                taken[i] = await _words.Reader.ReadAsync(patience.Token);
            }

            return taken;
        }

        private void Say(string word) => _words.Writer.TryWrite(word);
    }
}
