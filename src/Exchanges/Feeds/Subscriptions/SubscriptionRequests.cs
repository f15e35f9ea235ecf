using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Feeds.Subscriptions;

/// <summary>
/// The messages of one connect: what is still to be said, what awaits an answer, and what is said again. A silent request is repeated at once, then with growing waits; a refused one
/// is halved until the market at fault stands alone. Not thread-safe.
/// </summary>
internal sealed class SubscriptionRequests
{
    private const string Unanswered = "no answer to the subscription";

    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;
    private readonly WantedMarkets _markets;
    private readonly SubscriptionWriter _writer;
    private readonly SendingQueue _queue;
    private readonly RetrySchedule<ReadOnlyMemory<byte>> _greetings;

    public SubscriptionRequests(FeedPlan plan, IExchangeAdapter adapter, FeedOptions options, TimeProvider clock, WantedMarkets markets)
    {
        (_timeout, _clock, _markets) = (options.AcknowledgeTimeout, clock, markets);
        Waiting = new(market => adapter.WireSymbol(market.Market));
        _writer = new(plan, adapter, clock);
        _queue = new(new(adapter.Descriptor, clock), markets);
        _greetings = new(options.FirstRetryDelay, options.LongestRetryDelay, clock);
        var endpoint = adapter.Descriptor.Find(plan.Endpoint);
        MarketsPerMessage = Math.Max(1, (endpoint.StreamsPerMessage ?? adapter.Descriptor.StreamsPerMessage) / endpoint.StreamsPerMarket);
        foreach (var greeting in endpoint.Greetings)
        {
            _queue.Add(new([]) { Greeting = greeting });
        }
    }

    /// <summary>What awaits an answer.</summary>
    public WaitingRequests Waiting { get; }

    /// <summary>Markets of a message at most.</summary>
    public int MarketsPerMessage { get; }

    /// <summary>Whether every market was asked for and has had its answer; what is asked for again does not count.</summary>
    public bool IsSettled => !_queue.HasNew && !Waiting.HasFirst;

    /// <summary>Whether nothing is to be sent or awaited at this moment.</summary>
    public bool IsIdle => _queue.IsEmpty && Waiting.Count == 0;

    /// <summary>Subscriptions of markets are to begin, or to end.</summary>
    public void Add(IReadOnlyList<Instrument> markets, bool isEnd)
    {
        foreach (var chunk in markets.Chunk(MarketsPerMessage))
        {
            _queue.Add(new(chunk) { IsEnd = isEnd });
        }
    }

    /// <summary>The next message to send now; null when there is none, or the venue's limits would be exceeded.</summary>
    public byte[]? Next() => _queue.TakeNext() is { } batch ? Compose(batch) : null;

    /// <summary>Requests that have waited too long: they wait no more.</summary>
    public IReadOnlyList<WaitingRequest> TakeExpired() => Waiting.TakeOlderThan(_timeout, _clock);

    /// <summary>What is to be asked for again now is to be said next.</summary>
    public void AddDue()
    {
        foreach (var due in _markets.TakeDue(MarketsPerMessage))
        {
            _queue.Add(new(due) { IsRetry = true });
        }

        foreach (var greeting in _greetings.TakeDue(1))
        {
            _queue.Add(new([]) { Greeting = greeting[0], IsRetry = true });
        }
    }

    /// <summary>A request was taken.</summary>
    public void Accept(WaitingRequest? request)
    {
        request?.Left.ForEach(market => _markets.Confirm(market.Market));
        if (request?.Batch.Greeting is { } greeting)
        {
            _greetings.Forget(greeting);
        }
    }

    /// <summary>A request was refused.</summary>
    public void Refuse(WaitingRequest? request, Refusal refusal, RefusalKind kind)
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
            _markets.Deny(request?.Left ?? [], refusal, kind, kind == RefusalKind.Busy ? MarketsPerMessage : 1);
        }
    }

    /// <summary>A request was never answered.</summary>
    public void GiveUp(WaitingRequest request)
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

    /// <summary>The venue has given a market a number, by which it is to be named.</summary>
    public void NameChannel(long channel, ReadOnlySpan<byte> wireSymbol) => _writer.NameChannel(channel, wireSymbol);

    private byte[] Compose(SubscriptionBatch batch)
    {
        if (batch.Greeting is { } greeting)
        {
            Waiting.Add(new(0, batch, _clock.GetTimestamp()));
            return greeting.ToArray();
        }

        batch = batch.IsEnd ? batch : batch with { Markets = [.. batch.Markets.Where(_markets.IsWanted)] };
        var text = _writer.Write(batch);
        if (!batch.IsEnd)
        {
            Waiting.Add(new(_writer.LastId, batch, _clock.GetTimestamp()));
        }

        return text;
    }
}
