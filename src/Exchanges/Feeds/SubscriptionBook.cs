using System.Text;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Catalog;

namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>
/// The subscriptions of one connect: what is still to be said, what awaits an answer, what was confirmed. A silent request is repeated
/// once; a refused one is halved until the market at fault stands alone. Safe for concurrent use.
/// </summary>
internal sealed class SubscriptionBook
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly FeedPlan _plan;
    private readonly IExchangeAdapter _adapter;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;
    private readonly int _marketsPerMessage;
    private readonly Queue<Batch> _toSend = new();
    private readonly SortedDictionary<long, Waiting> _waiting = [];
    private readonly Dictionary<MarketId, string> _unconfirmed = [];
    private readonly HashSet<MarketId> _acknowledged = [];
    private readonly Dictionary<string, long> _channels = new(StringComparer.Ordinal);
    private long _lastId;
    private long _secondBegan;
    private int _sentThisSecond;

    public SubscriptionBook(FeedPlan plan, IExchangeAdapter adapter, TimeSpan timeout, TimeProvider clock)
    {
        (_plan, _adapter, _timeout, _clock) = (plan, adapter, timeout, clock);
        _secondBegan = clock.GetTimestamp();
        var endpoint = adapter.Descriptor.Find(plan.Endpoint);
        _marketsPerMessage = Math.Max(1, (endpoint.StreamsPerMessage ?? adapter.Descriptor.StreamsPerMessage) / endpoint.StreamsPerMarket);
        Queue(plan.Markets, isEnd: false);
    }

    /// <summary>Whether nothing is to be sent or awaited any more.</summary>
    public bool IsSettled
    {
        get
        {
            lock (_gate)
            {
                return _toSend.Count == 0 && _waiting.Count == 0;
            }
        }
    }

    /// <summary>Markets confirmed.</summary>
    public int Acknowledged
    {
        get
        {
            lock (_gate)
            {
                return _acknowledged.Count;
            }
        }
    }

    /// <summary>Markets refused or never answered, with the reason.</summary>
    public IReadOnlyList<KeyValuePair<MarketId, string>> Unconfirmed
    {
        get
        {
            lock (_gate)
            {
                return [.. _unconfirmed.OrderBy(item => item.Key)];
            }
        }
    }

    /// <summary>Subscribes to more markets and ends the subscription of others, without touching the rest.</summary>
    public void Change(IReadOnlyList<Instrument> added, IReadOnlyList<Instrument> removed)
    {
        lock (_gate)
        {
            Queue(removed, isEnd: true);
            Queue(added, isEnd: false);
            foreach (var market in removed)
            {
                _acknowledged.Remove(market.Market);
                _unconfirmed.Remove(market.Market);
            }
        }
    }

    /// <summary>The next message to send now; null when there is none, or the venue's rate would be exceeded.</summary>
    public byte[]? Next()
    {
        lock (_gate)
        {
            if (_clock.GetElapsedTime(_secondBegan) >= Second)
            {
                _secondBegan = _clock.GetTimestamp();
                _sentThisSecond = 0;
            }

            // One message a second is kept free for pongs.
            if (_toSend.Count == 0 || _sentThisSecond >= Math.Max(1, _adapter.Descriptor.MessagesPerSecond - 1))
            {
                return null;
            }

            _sentThisSecond++;
            var batch = _toSend.Dequeue();
            var request = new SubscriptionRequest(++_lastId, _plan.Endpoint, batch.Markets, _plan.TradeStream)
            {
                UnixMs = _clock.GetUtcNow().ToUnixTimeMilliseconds(),
                Channels = batch.IsEnd && _channels.Count > 0 ? [.. batch.Markets.Select(ChannelOf)] : [],
            };
            if (batch.IsEnd)
            {
                return _adapter.Unsubscribe(request);
            }

            _waiting[_lastId] = new(batch, [.. batch.Markets], _clock.GetTimestamp());
            return _adapter.Subscribe(request);
        }
    }

    /// <summary>Deals with requests that have waited too long.</summary>
    public void Expire()
    {
        lock (_gate)
        {
            foreach (var (id, waiting) in _waiting.Where(item => _clock.GetElapsedTime(item.Value.SentAt) >= _timeout).ToArray())
            {
                _waiting.Remove(id);
                if (!waiting.Batch.IsRepeated)
                {
                    _toSend.Enqueue(new([.. waiting.Left], IsRepeated: true));
                }
                else
                {
                    waiting.Left.ForEach(market => _unconfirmed[market.Market] = "no answer to the subscription");
                }
            }
        }
    }

    public void Acknowledge(long requestId)
    {
        lock (_gate)
        {
            if (_waiting.Remove(requestId, out var waiting))
            {
                waiting.Left.ForEach(market => _acknowledged.Add(market.Market));
            }
        }
    }

    public void AcknowledgeMarket(ReadOnlySpan<byte> wireSymbol)
    {
        lock (_gate)
        {
            if (TakeMarket(Encoding.UTF8.GetString(wireSymbol)) is { } market)
            {
                _acknowledged.Add(market.Market);
            }
        }
    }

    public void AcknowledgeNext() => Acknowledge(Oldest());

    public void Refuse(long requestId, string reason)
    {
        lock (_gate)
        {
            if (!_waiting.Remove(requestId, out var waiting) || waiting.Left.Count == 0)
            {
                return;
            }

            if (waiting.Left is [var alone])
            {
                _unconfirmed[alone.Market] = reason;
                return;
            }

            var half = waiting.Left.Count / 2;
            _toSend.Enqueue(new([.. waiting.Left.Take(half)]));
            _toSend.Enqueue(new([.. waiting.Left.Skip(half)]));
        }
    }

    public void RefuseMarket(ReadOnlySpan<byte> wireSymbol, string reason)
    {
        lock (_gate)
        {
            if (TakeMarket(Encoding.UTF8.GetString(wireSymbol)) is { } market)
            {
                _unconfirmed[market.Market] = reason;
            }
        }
    }

    public void RefuseNext(string reason)
    {
        lock (_gate)
        {
            var named = _waiting.Values
                .SelectMany(waiting => waiting.Left)
                .Select(market => _adapter.WireSymbol(market.Market))
                .Where(name => reason.Contains(name, StringComparison.OrdinalIgnoreCase))
                .MaxBy(name => name.Length);
            if (named is not null && TakeMarket(named) is { } market)
            {
                _unconfirmed[market.Market] = reason;
                return;
            }
        }

        Refuse(Oldest(), reason);
    }

    public void Finish(long requestId, string reason)
    {
        lock (_gate)
        {
            if (_waiting.Remove(requestId, out var waiting))
            {
                waiting.Left.ForEach(market => _unconfirmed[market.Market] = reason);
            }
        }
    }

    public void NameChannel(long channel, ReadOnlySpan<byte> wireSymbol)
    {
        lock (_gate)
        {
            _channels[Encoding.UTF8.GetString(wireSymbol)] = channel;
        }
    }

    private long ChannelOf(Instrument market) => _channels.GetValueOrDefault(_adapter.WireSymbol(market.Market));

    private void Queue(IReadOnlyList<Instrument> markets, bool isEnd)
    {
        foreach (var chunk in markets.Chunk(_marketsPerMessage))
        {
            _toSend.Enqueue(new(chunk, IsEnd: isEnd));
        }
    }

    private long Oldest()
    {
        lock (_gate)
        {
            return _waiting.Keys.FirstOrDefault();
        }
    }

    private Instrument? TakeMarket(string wireSymbol)
    {
        foreach (var (id, waiting) in _waiting)
        {
            var at = waiting.Left.FindIndex(market => _adapter.WireSymbol(market.Market) == wireSymbol);
            if (at >= 0)
            {
                var market = waiting.Left[at];
                waiting.Left.RemoveAt(at);
                if (waiting.Left.Count == 0)
                {
                    _waiting.Remove(id);
                }

                return market;
            }
        }

        return null;
    }

    private sealed record Batch(Instrument[] Markets, bool IsRepeated = false, bool IsEnd = false);

    private sealed record Waiting(Batch Batch, List<Instrument> Left, long SentAt);
}
