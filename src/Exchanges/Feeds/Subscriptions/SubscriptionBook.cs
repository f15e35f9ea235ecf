using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;

namespace SqueezeFlow.Exchanges.Feeds.Subscriptions;

/// <summary>The subscriptions of one connect: what they are to be, how they stand, and what is to be said next. Safe for concurrent use.</summary>
internal sealed class SubscriptionBook
{
    private readonly Lock _gate = new();
    private readonly WantedMarkets _markets;
    private readonly SubscriptionRequests _requests;

    public SubscriptionBook(FeedPlan plan, IExchangeAdapter adapter, FeedOptions options, TimeProvider clock, ConfirmationWatch watch)
    {
        _markets = new(adapter, options, clock, watch);
        _requests = new(plan, adapter, options, clock, _markets);
        Answers = new(_gate, _requests, _markets, adapter.Descriptor.Refusals);
        _markets.Begin(plan.Markets);
        _requests.Add(plan.Markets, isEnd: false);
    }

    /// <summary>Takes what the venue says.</summary>
    public SubscriptionAnswers Answers { get; }

    /// <summary>Whether every market was asked for and has had its answer; what is asked for again does not count.</summary>
    public bool IsSettled
    {
        get
        {
            lock (_gate)
            {
                return _requests.IsSettled;
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
                return _requests.IsIdle;
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
            _requests.Add(removed, isEnd: true);
            _markets.Begin(added);
            _requests.Add(added, isEnd: false);
        }
    }

    /// <summary>The next message to send now; null when there is none, or the venue's limits would be exceeded.</summary>
    public byte[]? Next()
    {
        lock (_gate)
        {
            return _requests.Next();
        }
    }

    /// <summary>Deals with requests that have waited too long, and with what is to be asked for again.</summary>
    /// <param name="delivering">Markets that have delivered trades on this connect, and so need no other answer.</param>
    public void Expire(Func<IEnumerable<MarketId>> delivering)
    {
        lock (_gate)
        {
            var expired = _requests.TakeExpired();
            if (expired.Count > 0 || _markets.Unconfirmed.Count > 0)
            {
                foreach (var market in delivering())
                {
                    _markets.Confirm(market);
                }
            }

            foreach (var request in expired)
            {
                _requests.GiveUp(request);
            }

            _requests.AddDue();
        }
    }
}
