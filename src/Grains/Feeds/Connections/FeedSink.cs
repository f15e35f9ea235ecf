using System.Collections.Concurrent;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Feeds.Connections;

/// <summary>Hands the trades of one feed to the router. Called on the threads of its connections; markets may be added on any.</summary>
internal sealed class FeedSink(
    string feedId, long epoch, FeedAssignment assignment, IExchangeAdapter adapter, TradeRouter router, Action<FeedState, string?> changed) : IFeedListener
{
    private static readonly Dictionary<string, long> None = [];

    private readonly ConcurrentDictionary<MarketId, MarketBuffer> _buffers = new();
    private long _misses;

    /// <summary>Keeps trades back while another connection is there still; null when none is.</summary>
    public FeedHold? Hold
    {
        get;
        init
        {
            field = value;
            value?.Missed = Resume;
        }
    }

    /// <summary>How often trades may have been missed so far.</summary>
    public long Misses => Hold?.Misses ?? Volatile.Read(ref _misses);

    /// <summary>Whether everything that was handed in has been counted by the symbols.</summary>
    public bool IsDelivered => _buffers.Values.All(buffer => buffer.IsDelivered);

    /// <summary>Markets of which trades may be missing before the next one, each with the time of the latest one before, milliseconds since 1970 UTC.</summary>
    public IReadOnlyDictionary<string, long> Unread
    {
        get
        {
            Dictionary<string, long>? unread = null;
            foreach (var (market, buffer) in _buffers)
            {
                if (buffer.UnreadSinceUnixMs is { } since)
                {
                    (unread ??= [])[market.ToString()] = since;
                }
            }

            return unread ?? None;
        }
    }

    /// <summary>Opens the way of every market before its first trade.</summary>
    /// <param name="markets">The markets.</param>
    /// <param name="changed">Those of them whose sizes or status have changed, with what was in force when.</param>
    public void Follow(IEnumerable<Instrument> markets, IReadOnlyList<InstrumentHistory> changed)
    {
        foreach (var market in markets)
        {
            var history = changed.FirstOrDefault(known => known.Latest.Market == market.Market);
            var buffer = router.Open(market.BaseCoin, new(market, adapter.ProofOf(market, assignment.TradeStream)) { Changed = history }, feedId);
            buffer.Epoch = assignment.IsRedundant ? 0 : epoch;
            _buffers[market.Market] = buffer;
        }
    }

    /// <summary>These markets alone are read from now on: the ways of all others end.</summary>
    public void Keep(IEnumerable<Instrument> markets)
    {
        var kept = markets.Select(market => market.Market).ToHashSet();
        foreach (var (market, buffer) in _buffers)
        {
            if (!kept.Contains(market))
            {
                buffer.End();
            }
        }
    }

    /// <summary>Another silo reads these markets from now on: their ways end here.</summary>
    public void MoveAway()
    {
        foreach (var buffer in _buffers.Values)
        {
            buffer.MoveAway();
        }
    }

    public ITradeSink OpenSink() => new ConnectionSink(this);

    /// <summary>The way of a market.</summary>
    public MarketBuffer BufferOf(MarketId market) => _buffers[market];

    public void OnStateChanged(FeedState state, string? reason)
    {
        // At the loss too: a connection that is about to take over may deliver before it speaks.
        if (state is FeedState.Connected or FeedState.Waiting or FeedState.Failed)
        {
            OnMissed();
        }

        changed(state, reason);
    }

    /// <summary>Trades of any of its markets may be missing before the next one.</summary>
    public void OnMissed()
    {
        if (!IsMissKept())
        {
            Resume();
        }
    }

    /// <summary>Trades of one market may be missing before the next one.</summary>
    public void OnMissed(MarketBuffer buffer)
    {
        if (!IsMissKept())
        {
            buffer.Resume();
        }
    }

    private bool IsMissKept()
    {
        Interlocked.Increment(ref _misses);
        return Hold?.TryMiss() == true;
    }

    private void Resume()
    {
        foreach (var buffer in _buffers.Values)
        {
            buffer.Resume();
        }
    }
}
