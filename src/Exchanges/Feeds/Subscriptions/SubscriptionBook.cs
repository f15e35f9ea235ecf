using System.Text;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Feeds.Subscriptions;

/// <summary>
/// The subscriptions of one connect: what is still to be said, what awaits an answer, what was confirmed, what was refused and is asked for
/// again. A silent request is repeated at once, then with growing waits; a refused one is halved until the market at fault stands alone.
/// Safe for concurrent use.
/// </summary>
internal sealed class SubscriptionBook
{
    private const string Unanswered = "no answer to the subscription";

    private readonly Lock _gate = new();
    private readonly IExchangeAdapter _adapter;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;
    private readonly SubscriptionWriter _writer;
    private readonly SendingQueue _queue;
    private readonly int _marketsPerMessage;
    private readonly WaitingRequests _waiting;
    private readonly WantedMarkets _markets;
    private readonly RetrySchedule<ReadOnlyMemory<byte>> _greetings;

    public SubscriptionBook(FeedPlan plan, IExchangeAdapter adapter, FeedOptions options, TimeProvider clock, ConfirmationWatch watch)
    {
        (_adapter, _timeout, _clock) = (adapter, options.AcknowledgeTimeout, clock);
        _waiting = new(NameOf);
        _writer = new(plan, adapter, clock);
        _markets = new(adapter, options, clock, watch);
        _queue = new(new(adapter.Descriptor, clock), _markets);
        _greetings = new(options.FirstRetryDelay, options.LongestRetryDelay, clock);
        var endpoint = adapter.Descriptor.Find(plan.Endpoint);
        _marketsPerMessage = Math.Max(1, (endpoint.StreamsPerMessage ?? adapter.Descriptor.StreamsPerMessage) / endpoint.StreamsPerMarket);
        foreach (var greeting in endpoint.Greetings)
        {
            _queue.Add(new([]) { Greeting = greeting });
        }

        _markets.Begin(plan.Markets);
        Queue(plan.Markets, isEnd: false);
    }

    /// <summary>Whether every market was asked for and has had its answer; what is asked for again does not count.</summary>
    public bool IsSettled
    {
        get
        {
            lock (_gate)
            {
                return !_queue.HasNew && !_waiting.HasFirst;
            }
        }
    }

    /// <summary>Whether nothing is to be sent or awaited at this moment.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return _queue.IsEmpty && _waiting.Count == 0;
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
                return _markets.Confirmed.Count;
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
                return [.. _markets.Unconfirmed.OrderBy(item => item.Key)];
            }
        }
    }

    /// <summary>The markets confirmed, in no order.</summary>
    public IReadOnlySet<MarketId> Confirmed()
    {
        lock (_gate)
        {
            return _markets.Confirmed.ToHashSet();
        }
    }

    /// <summary>Subscribes to more markets and ends the subscription of others, without touching the rest.</summary>
    public void Change(IReadOnlyList<Instrument> added, IReadOnlyList<Instrument> removed)
    {
        lock (_gate)
        {
            _markets.End(removed);
            Queue(removed, isEnd: true);
            _markets.Begin(added);
            Queue(added, isEnd: false);
        }
    }

    /// <summary>The next message to send now; null when there is none, or the venue's limits would be exceeded.</summary>
    public byte[]? Next()
    {
        lock (_gate)
        {
            return _queue.TakeNext() is { } batch ? Compose(batch) : null;
        }
    }

    /// <summary>Deals with requests that have waited too long, and with what is to be asked for again.</summary>
    /// <param name="delivering">Markets that have delivered trades on this connect, and so need no other answer.</param>
    public void Expire(Func<IEnumerable<MarketId>> delivering)
    {
        lock (_gate)
        {
            var expired = _waiting.TakeOlderThan(_timeout, _clock);
            if (expired.Count > 0 || _markets.Unconfirmed.Count > 0)
            {
                foreach (var market in delivering())
                {
                    _markets.Confirm(market);
                }
            }

            foreach (var request in expired)
            {
                GiveUp(request);
            }

            foreach (var due in _markets.TakeDue(_marketsPerMessage))
            {
                _queue.Add(new(due) { IsRetry = true });
            }

            foreach (var greeting in _greetings.TakeDue(1))
            {
                _queue.Add(new([]) { Greeting = greeting[0], IsRetry = true });
            }
        }
    }

    public void Acknowledge(long requestId)
    {
        lock (_gate)
        {
            Accept(_waiting.Take(requestId));
        }
    }

    public void AcknowledgeMarket(ReadOnlySpan<byte> wireSymbol)
    {
        var name = Encoding.UTF8.GetString(wireSymbol);
        lock (_gate)
        {
            if (_waiting.TakeMarket(name) is { } market)
            {
                _markets.Confirm(market.Market);
            }
            else
            {
                _markets.ConfirmLate(name);
            }
        }
    }

    public void AcknowledgeNext()
    {
        lock (_gate)
        {
            Accept(_waiting.TakeOldest());
        }
    }

    public void AcknowledgeGreeting()
    {
        lock (_gate)
        {
            Accept(_waiting.TakeGreeting());
        }
    }

    public void Refuse(long requestId, Refusal refusal)
    {
        lock (_gate)
        {
            Refuse(_waiting.Take(requestId), refusal, KindOf(refusal));
        }
    }

    public void RefuseMarket(ReadOnlySpan<byte> wireSymbol, Refusal refusal)
    {
        lock (_gate)
        {
            RefuseMarket(Encoding.UTF8.GetString(wireSymbol), refusal);
        }
    }

    public void RefuseNext(Refusal refusal)
    {
        lock (_gate)
        {
            if (NamesInWords.Find(refusal.Words, [.. _waiting.Names]) is { Count: > 0 } named)
            {
                foreach (var name in named)
                {
                    RefuseMarket(name, refusal);
                }
            }
            else if (NamesInWords.Find(refusal.Words, _markets.EndedNames).Count == 0)
            {
                // Where it is not sure who is meant, nobody is given up for it.
                var isSure = _waiting.Count == 1;
                var kind = KindOf(refusal);
                Refuse(_waiting.TakeOldest(), refusal, isSure || kind is RefusalKind.Busy ? kind : RefusalKind.Unknown);
            }
        }
    }

    public void RefuseGreeting(Refusal refusal)
    {
        lock (_gate)
        {
            Refuse(_waiting.TakeGreeting(), refusal, KindOf(refusal));
        }
    }

    public void Finish(long requestId, Refusal refusal)
    {
        lock (_gate)
        {
            _markets.Deny(_waiting.Take(requestId)?.Left ?? [], refusal, KindOf(refusal), _marketsPerMessage);
        }
    }

    public void NameChannel(long channel, ReadOnlySpan<byte> wireSymbol)
    {
        lock (_gate)
        {
            _writer.NameChannel(channel, wireSymbol);
        }
    }

    private string NameOf(Instrument market) => _adapter.WireSymbol(market.Market);

    private RefusalKind KindOf(Refusal refusal) => _adapter.Descriptor.Refusals.KindOf(refusal);

    private void Queue(IReadOnlyList<Instrument> markets, bool isEnd)
    {
        foreach (var chunk in markets.Chunk(_marketsPerMessage))
        {
            _queue.Add(new(chunk) { IsEnd = isEnd });
        }
    }

    private byte[] Compose(SubscriptionBatch batch)
    {
        if (batch.Greeting is { } greeting)
        {
            _waiting.Add(new(0, batch, _clock.GetTimestamp()));
            return greeting.ToArray();
        }

        batch = batch.IsEnd ? batch : batch with { Markets = [.. batch.Markets.Where(_markets.IsWanted)] };
        var text = _writer.Write(batch);
        if (!batch.IsEnd)
        {
            _waiting.Add(new(_writer.LastId, batch, _clock.GetTimestamp()));
        }

        return text;
    }

    private void Accept(WaitingRequest? request)
    {
        request?.Left.ForEach(market => _markets.Confirm(market.Market));
        if (request?.Batch.Greeting is { } greeting)
        {
            _greetings.Forget(greeting);
        }
    }

    private void RefuseMarket(string name, Refusal refusal)
    {
        var kind = KindOf(refusal);
        if (_waiting.TakeMarket(name) is { } market)
        {
            _markets.Deny([market], refusal, kind, kind == RefusalKind.Busy ? _marketsPerMessage : 1);
        }
    }

    private void Refuse(WaitingRequest? request, Refusal refusal, RefusalKind kind)
    {
        if (request?.Batch.Greeting is { } greeting)
        {
            if (kind is RefusalKind.Busy or RefusalKind.Unknown)
            {
                _greetings.Postpone([greeting], 1);
            }
        }
        else if (request is { Left.Count: > 1 } && kind != RefusalKind.Busy)
        {
            var half = request.Left.Count / 2;
            _queue.Add(new([.. request.Left.Take(half)]) { IsRetry = request.Batch.IsRetry });
            _queue.Add(new([.. request.Left.Skip(half)]) { IsRetry = request.Batch.IsRetry });
        }
        else
        {
            _markets.Deny(request?.Left ?? [], refusal, kind, kind == RefusalKind.Busy ? _marketsPerMessage : 1);
        }
    }

    private void GiveUp(WaitingRequest request)
    {
        request.Left.RemoveAll(market => !_markets.IsLacking(market));
        if (request.Batch.Greeting is not null || request.Left.Count == 0)
        {
            return;
        }

        if (!request.Batch.IsRepeated && !request.Batch.IsRetry)
        {
            _queue.Add(new([.. request.Left]) { IsRepeated = true });
            return;
        }

        // One name may be what a venue does not answer to: the next time they are asked for in smaller company.
        _markets.Deny(request.Left, new(Unanswered), RefusalKind.Unknown, Math.Max(1, request.Left.Count / 2));
    }
}
