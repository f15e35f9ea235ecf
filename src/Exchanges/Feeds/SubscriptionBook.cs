using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Catalog;

namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>
/// The subscriptions of one connect: what is still to be said, what awaits an answer, what was confirmed. A silent request is repeated
/// once; a refused one is halved until the market at fault stands alone. Safe for concurrent use.
/// </summary>
internal sealed class SubscriptionBook : IAnswerListener
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly FeedPlan _plan;
    private readonly IExchangeAdapter _adapter;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;
    private readonly Queue<Batch> _toSend = new();
    private readonly Dictionary<long, Waiting> _waiting = [];
    private readonly Dictionary<MarketId, string> _unconfirmed = [];
    private long _lastId;
    private long _secondBegan;
    private int _sentThisSecond;
    private int _acknowledged;

    public SubscriptionBook(FeedPlan plan, IExchangeAdapter adapter, TimeSpan timeout, TimeProvider clock)
    {
        (_plan, _adapter, _timeout, _clock) = (plan, adapter, timeout, clock);
        _secondBegan = clock.GetTimestamp();
        var streams = adapter.Descriptor.Endpoints.FirstOrDefault(endpoint => endpoint.Name == plan.Endpoint)?.StreamsPerMarket ?? 1;
        foreach (var markets in plan.Markets.Chunk(Math.Max(1, adapter.Descriptor.StreamsPerMessage / streams)))
        {
            _toSend.Enqueue(new(markets, IsRepeated: false));
        }
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
    public int Acknowledged => Volatile.Read(ref _acknowledged);

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
            _waiting[++_lastId] = new(batch, _clock.GetTimestamp());
            return _adapter.Subscribe(new(_lastId, _plan.Endpoint, batch.Markets, _plan.TradeStream));
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
                    _toSend.Enqueue(waiting.Batch with { IsRepeated = true });
                }
                else
                {
                    Report(waiting.Batch, "no answer to the subscription");
                }
            }
        }
    }

    public void OnAcknowledged(long requestId)
    {
        lock (_gate)
        {
            if (_waiting.Remove(requestId, out var waiting))
            {
                _acknowledged += waiting.Batch.Markets.Length;
            }
        }
    }

    public void OnRefused(long requestId, string reason)
    {
        lock (_gate)
        {
            if (!_waiting.Remove(requestId, out var waiting))
            {
                return;
            }

            var markets = waiting.Batch.Markets;
            if (markets.Length == 1)
            {
                Report(waiting.Batch, reason);
                return;
            }

            _toSend.Enqueue(new(markets[..(markets.Length / 2)], IsRepeated: false));
            _toSend.Enqueue(new(markets[(markets.Length / 2)..], IsRepeated: false));
        }
    }

    private void Report(Batch batch, string reason)
    {
        foreach (var market in batch.Markets)
        {
            _unconfirmed[market.Market] = reason;
        }
    }

    private sealed record Batch(Instrument[] Markets, bool IsRepeated);

    private readonly record struct Waiting(Batch Batch, long SentAt);
}
