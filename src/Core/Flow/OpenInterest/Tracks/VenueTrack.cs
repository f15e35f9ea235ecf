using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Flow.OpenInterest.Tracks;

/// <summary>Open interest of one coin on one venue: the sum of its markets, as long as each has a value that stands.</summary>
internal sealed class VenueTrack(string exchange)
{
    private readonly SortedDictionary<MarketId, MarketTrack> _markets = [];
    private HashSet<MarketId>? _listed;
    private (MarketId[] Markets, string Text) _members = ([], string.Empty);

    /// <summary>Venue id.</summary>
    public string Exchange { get; } = exchange;

    /// <summary>Markets that gave a reading, in ordinal order.</summary>
    public IReadOnlyCollection<MarketTrack> Markets => _markets.Values;

    /// <summary>Sums over time.</summary>
    public OpenInterestTrack Past { get; } = new();

    /// <summary>Whether any of its markets has ever given a value that counts: from then on it is not left out of a sum.</summary>
    public bool HasContributed => _markets.Values.Any(market => market.Counted is not null);

    /// <summary>Whether it lists no market of the coin.</summary>
    public bool ListsNone => _listed is { Count: 0 };

    /// <summary>Time of the last reading of any kind; null before the first.</summary>
    public long? LatestUnixMs => _markets.Count == 0 ? null : _markets.Values.Max(market => market.Latest?.UnixMs);

    /// <summary>Which markets the venue lists; what it has delisted is forgotten.</summary>
    public void List(IReadOnlyCollection<MarketId> markets)
    {
        _listed = [.. markets];
        foreach (var gone in _markets.Keys.Where(market => !_listed.Contains(market)).ToList())
        {
            _markets.Remove(gone);
        }
    }

    /// <summary>Takes a reading; false when it is out of order or of a market that is not listed.</summary>
    public bool Take(in MarketOpenInterest reading)
    {
        if (_listed?.Contains(reading.Market) == false)
        {
            return false;
        }

        return Track(reading.Market).Take(reading);
    }

    /// <summary>The market's track, made when it is new.</summary>
    public MarketTrack Track(MarketId market)
    {
        if (!_markets.TryGetValue(market, out var track))
        {
            _markets.Add(market, track = new(market));
        }

        return track;
    }

    /// <summary>Whether every market that has ever contributed has a value that stands: a sum without one would fall for no reason.</summary>
    public bool IsFresh(long nowUnixMs)
    {
        var contributors = 0;
        foreach (var market in _markets.Values)
        {
            if (market.Counted is not null)
            {
                contributors++;
                if (!market.IsFresh(nowUnixMs))
                {
                    return false;
                }
            }
        }

        return contributors > 0;
    }

    /// <summary>Sum of the counted values, standing or not, and the markets that it is made of.</summary>
    public (OpenInterestWorth Worth, string Members, int Count) Sum()
    {
        double coins = 0, usd = 0;
        foreach (var market in _markets.Values)
        {
            if (market.Counted is { } counted)
            {
                coins += counted.Worth.Coins;
                usd += counted.Worth.Usd;
            }
        }

        var members = _markets.Values.Where(market => market.Counted is not null).Select(market => market.Market).ToArray();
        if (!members.AsSpan().SequenceEqual(_members.Markets))
        {
            _members = (members, string.Join(',', members.Select(market => market.Symbol)));
        }

        return (new(coins, usd), _members.Text, members.Length);
    }
}
