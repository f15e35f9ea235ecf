using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Feeds.Subscriptions;

/// <summary>The markets of one connect: wanted, confirmed, refused, or no longer wanted. One thread at a time.</summary>
/// <param name="adapter">The venue.</param>
/// <param name="options">Waits before a market is asked for again.</param>
/// <param name="clock">The host's clock.</param>
/// <param name="watch">Learns what is confirmed and what is not, over all connects.</param>
internal sealed class WantedMarkets(IExchangeAdapter adapter, FeedOptions options, TimeProvider clock, ConfirmationWatch watch)
{
    private readonly Dictionary<MarketId, Instrument> _wanted = [];
    private readonly HashSet<MarketId> _ended = [];
    private readonly HashSet<MarketId> _confirmed = [];
    private readonly Dictionary<MarketId, string> _unconfirmed = [];
    private readonly RetrySchedule<MarketId> _retries = new(options.FirstRetryDelay, options.LongestRetryDelay, clock);

    /// <summary>Markets confirmed.</summary>
    public IReadOnlySet<MarketId> Confirmed => _confirmed;

    /// <summary>Markets refused or never answered, with the reason.</summary>
    public IReadOnlyDictionary<MarketId, string> Unconfirmed => _unconfirmed;

    /// <summary>The venue's names for the markets whose subscription was ended.</summary>
    public IReadOnlyCollection<string> EndedNames => [.. _ended.Select(adapter.WireSymbol)];

    /// <summary>Whether it is wanted still.</summary>
    public bool IsWanted(Instrument market) => _wanted.ContainsKey(market.Market);

    /// <summary>Whether it is wanted and not confirmed.</summary>
    public bool IsLacking(Instrument market) => IsWanted(market) && !_confirmed.Contains(market.Market);

    /// <summary>These are wanted.</summary>
    public void Begin(IReadOnlyList<Instrument> markets)
    {
        foreach (var market in markets)
        {
            _wanted[market.Market] = market;
            _ended.Remove(market.Market);
        }

        watch.MarkUnconfirmed(markets.Select(market => market.Market));
    }

    /// <summary>These are no longer wanted.</summary>
    public void End(IReadOnlyList<Instrument> markets)
    {
        foreach (var market in markets.Select(market => market.Market))
        {
            _wanted.Remove(market);
            _confirmed.Remove(market);
            _unconfirmed.Remove(market);
            _retries.Forget(market);
            watch.Clear(market);
            _ended.Add(market);
        }
    }

    /// <summary>The venue took it.</summary>
    public void Confirm(MarketId market)
    {
        if (_wanted.ContainsKey(market))
        {
            _confirmed.Add(market);
            _unconfirmed.Remove(market);
            _retries.Forget(market);
            watch.Clear(market);
        }
    }

    /// <summary>The venue took it, late: after it was given up.</summary>
    public void ConfirmLate(string wireSymbol)
    {
        foreach (var market in _unconfirmed.Keys.Where(market => adapter.WireSymbol(market) == wireSymbol).ToArray())
        {
            Confirm(market);
        }
    }

    /// <summary>The venue did not take these: said so, and asked for again where that may help.</summary>
    /// <param name="markets">The markets.</param>
    /// <param name="refusal">What the venue said.</param>
    /// <param name="kind">What that means.</param>
    /// <param name="mostTogether">How many of them may share their next message.</param>
    public void Deny(IReadOnlyList<Instrument> markets, Refusal refusal, RefusalKind kind, int mostTogether)
    {
        MarketId[] wanted = [.. markets.Where(IsWanted).Select(market => market.Market)];
        foreach (var market in wanted)
        {
            if (kind == RefusalKind.AlreadySubscribed)
            {
                Confirm(market);
            }
            else
            {
                _unconfirmed[market] = refusal.Words;
            }
        }

        if (kind is RefusalKind.Busy or RefusalKind.Unknown)
        {
            _retries.Postpone(wanted, mostTogether);
        }
    }

    /// <summary>What is to be asked for again now, in groups that may share a message.</summary>
    /// <param name="most">The largest group.</param>
    public IEnumerable<Instrument[]> TakeDue(int most) => _retries.TakeDue(most).Select(group => group.Select(market => _wanted[market]).ToArray());
}
