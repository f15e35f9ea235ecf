using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Adapters.Binance;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Feeds.Connections;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Feeds;

/// <summary>A connection to a scripted venue, and what it told its listener.</summary>
internal sealed class FeedHarness : IFeedListener, ITradeSink, IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Channel<(FeedState State, string? Reason)> _states = Channel.CreateUnbounded<(FeedState, string?)>();
    private readonly Channel<Trade> _trades = Channel.CreateUnbounded<Trade>();
    private readonly Channel<long> _reads = Channel.CreateUnbounded<long>();

    public FeedHarness(TimeProvider clock, params string[] symbols)
        : this(new Binance(), clock, Uri.UriSchemeWs, symbols)
    {
    }

    private FeedHarness(IExchangeAdapter adapter, TimeProvider clock, string scheme, string[] symbols)
    {
        var (id, endpoint) = (adapter.Descriptor.Id, adapter.Descriptor.Main.Name);
        var address = new UriBuilder(Venue.Address) { Scheme = scheme }.Uri;
        Instrument[] markets = [.. symbols.Select(symbol => adapter.Assume(new(id, symbol))!)];
        Connection = new(new($"{id}/0", id, endpoint, address, markets), adapter, this, new(Options, clock, NullLogger.Instance));
    }

    /// <summary>A connection to a venue of choice, on a clock that a test moves: only what the test is about happens by time.</summary>
    public static FeedHarness Patient(IExchangeAdapter adapter, TimeProvider clock, params string[] symbols)
    {
        var harness = new FeedHarness(adapter, clock, Uri.UriSchemeWs, symbols);
        (harness.Options.StaleAfter, harness.Options.WatchTrades) = (TimeSpan.FromDays(2), false);
        harness.Options.ConnectTimeout = harness.Options.AcknowledgeTimeout = TimeSpan.FromMinutes(10);
        return harness;
    }

    /// <summary>A connection that speaks TLS to a venue that does not.</summary>
    public static FeedHarness WithTls(TimeProvider clock, string symbol) => new(new Binance(), clock, Uri.UriSchemeWss, [symbol]);

    public FeedOptions Options { get; } = new() { FirstDelay = TimeSpan.FromMilliseconds(1), LongestDelay = TimeSpan.FromMilliseconds(20), ChecksClock = false };

    public ScriptedVenue Venue { get; } = new();

    public FeedConnection Connection { get; }

    /// <summary>When set, the listener breaks at the next trade.</summary>
    public bool Throws { get; set; }

    public static string TradeOf(string symbol, long id) =>
        $$"""{"e":"trade","E":1723161255343,"s":"{{symbol}}","t":{{id}},"p":"61837.63000000","q":"0.02000000","T":1723161255342,"m":true,"M":true}""";

    /// <summary>Starts, accepts the connection and takes the subscription.</summary>
    public async Task<(Peer Peer, string Subscription)> ConnectAsync()
    {
        Connection.Start();
        var peer = await Venue.AcceptPeerAsync();
        return (peer, (await peer.ReadAsync()).Text);
    }

    public async Task<string?> WaitForAsync(FeedState state)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var (seen, reason) = await _states.Reader.ReadAsync(patience.Token);
            if (seen == state)
            {
                return reason;
            }
        }
    }

    /// <summary>States told so far that nobody has waited for.</summary>
    public List<FeedState> StatesSoFar()
    {
        var states = new List<FeedState>();
        while (_states.Reader.TryRead(out var told))
        {
            states.Add(told.State);
        }

        return states;
    }

    /// <summary>Lets time pass in steps, of a second if nothing else is said, until something has happened.</summary>
    public static async Task AdvanceUntilAsync(ManualClock clock, Task happened, TimeSpan? step = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!happened.IsCompleted)
        {
            clock.Advance(step ?? TimeSpan.FromSeconds(1));
            await Task.WhenAny(happened, Task.Delay(5, patience.Token));
            patience.Token.ThrowIfCancellationRequested();
        }

        await happened;
    }

    public Task StopAsync() => Connection.StopAsync().WaitAsync(Patience);

    public Task<Trade> NextTradeAsync() => _trades.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>Waits until so many frames in all have been dealt with.</summary>
    public async Task WaitForFramesAsync(long frames)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await _reads.Reader.ReadAsync(patience.Token) < frames)
        {
            // Counts are written after a read has been dealt with, so the last one tells.
        }
    }

    public ITradeSink OpenSink() => this;

    public void Add(MarketSlot slot, in Trade trade)
    {
        if (Throws)
        {
            Throws = false;
            throw new InvalidOperationException("the listener broke");
        }

        _trades.Writer.TryWrite(trade);
    }

    public void OnStateChanged(FeedState state, string? reason) => _states.Writer.TryWrite((state, reason));

    public void OnReadCompleted(long receivedUnixMs) => _reads.Writer.TryWrite(Connection.Status.Frames);

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await Venue.DisposeAsync();
    }
}
