using SqueezeFlow.Core.Flow.OpenInterest.Tracks;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Core.Flow.OpenInterest;

/// <summary>
/// Open interest of one coin over all venues. Venues are polled at different paces and fail one at a time: each one's last
/// value is carried for <see cref="CarryFor"/>, so that a sum does not fall whenever one has no reading of its own. After that
/// there is no sum at all until the venue returns, or lists the coin no longer: a sum without it would look like a collapse,
/// and its return like a rise. For the same reason changes compare sums of the same venues only. Venues that have never
/// answered are waited for as long as a value is carried, then the sums begin without them. Not safe for concurrent use.
/// </summary>
public sealed class OpenInterestBook
{
    /// <summary>How long a value stands for its market.</summary>
    public static readonly TimeSpan CarryFor = TimeSpan.FromMinutes(30);

    private readonly SortedDictionary<string, VenueTrack> _venues;
    private readonly AggregateTrack[] _aggregates = [new(OpenInterestScope.Futures), new(OpenInterestScope.Total)];
    private readonly string _symbol;
    private long? _beganUnixMs;
    private long _closedUnixMs = long.MinValue;
    private bool _isContinued;

    /// <param name="symbol">Base coin.</param>
    /// <param name="exchanges">Venues whose open interest is collected.</param>
    public OpenInterestBook(string symbol, IEnumerable<string> exchanges)
    {
        ArgumentException.ThrowIfNullOrEmpty(symbol);
        _symbol = symbol;
        _venues = new(exchanges.Distinct().ToDictionary(exchange => exchange, exchange => new VenueTrack(exchange)), StringComparer.Ordinal);
    }

    /// <summary>Time of the latest reading; null before the first.</summary>
    public long? LatestUnixMs => _venues.Values.Max(venue => venue.LatestUnixMs);

    /// <summary>Says which markets of the coin a venue lists now; those it has delisted leave the sums.</summary>
    public void List(string exchange, IReadOnlyCollection<MarketId> markets)
    {
        if (_venues.TryGetValue(exchange, out var venue))
        {
            venue.List(markets);
        }
    }

    /// <summary>Takes a reading; false when its venue is not collected, its market not listed, or it is older than the last of its market.</summary>
    public bool Add(in MarketOpenInterest reading)
    {
        _beganUnixMs ??= reading.UnixMs;
        return _venues.TryGetValue(reading.Market.Exchange, out var venue) && venue.Take(reading);
    }

    /// <summary>Continues where stored rows end; before the first reading, rows in time order.</summary>
    public void Restore(IEnumerable<OpenInterestRow> rows)
    {
        foreach (var row in rows.Where(row => row.Symbol == _symbol))
        {
            switch (row.Scope)
            {
                case OpenInterestScope.Market when row.Flag == OpenInterestDoubt.None && _venues.TryGetValue(row.Exchange, out var venue):
                    var market = new MarketId(row.Exchange, row.Market);
                    venue.Track(market).Restore(new(market, new(row.Coins, row.Usd), row.UnixMs, row.VenueUnixMs));
                    break;
                case OpenInterestScope.Individual when _venues.TryGetValue(row.Exchange, out var venue):
                    venue.Past.Add(row.UnixMs, row.Usd, row.Members);
                    break;
                case OpenInterestScope.Futures or OpenInterestScope.Total:
                    Array.Find(_aggregates, aggregate => aggregate.Scope == row.Scope)!.Restore(row);
                    _isContinued = true;
                    break;
            }
        }
    }

    /// <summary>Ends a cycle: rows to store of all that was read in it, and the sums that can be made. Nothing when time has not moved on.</summary>
    public IReadOnlyList<OpenInterestRow> Close(long nowUnixMs)
    {
        var rows = new List<OpenInterestRow>();
        if (nowUnixMs <= _closedUnixMs)
        {
            return rows;
        }

        foreach (var venue in _venues.Values)
        {
            Close(venue, nowUnixMs, rows);
        }

        foreach (var aggregate in _aggregates)
        {
            if (Missing(aggregate.Scope, nowUnixMs).Count == 0 && aggregate.Close(_symbol, Members(aggregate.Scope), nowUnixMs) is { } row)
            {
                rows.Add(row);
            }
        }

        _closedUnixMs = nowUnixMs;
        return rows;
    }

    /// <summary>Venues for whose return a sum waits.</summary>
    public IReadOnlyList<string> Missing(OpenInterestScope aggregate, long nowUnixMs)
    {
        var waits = !_isContinued && (_beganUnixMs is not { } began || nowUnixMs - began <= CarryFor.TotalMilliseconds);
        return [.. _venues.Values
            .Where(venue => aggregate.Includes(venue.Exchange))
            .Where(venue => venue.HasContributed ? !venue.IsFresh(nowUnixMs) : waits && !venue.ListsNone)
            .Select(venue => venue.Exchange)];
    }

    /// <summary>How the total moved over the two hours before a time, by means of 5 minutes; null when that cannot be told.</summary>
    public OpenInterestChange? ChangeOverTwoHours(long atUnixMs)
    {
        var total = Array.Find(_aggregates, aggregate => aggregate.Scope == OpenInterestScope.Total)!;
        return total.Past.Ends(atUnixMs, OpenInterestChange.DefaultPeriods) is { } ends
            ? OpenInterestChange.Over([ends.Current, ends.Past], 1)
            : null;
    }

    /// <summary>Everything at a time.</summary>
    /// <param name="nowUnixMs">The time.</param>
    /// <param name="errors">Venues whose last poll failed, and why.</param>
    public OpenInterestView View(long nowUnixMs, IReadOnlyDictionary<string, string> errors) => new(
        _symbol,
        DateTimeOffset.FromUnixTimeMilliseconds(nowUnixMs),
        ChangeOverTwoHours(nowUnixMs + 1)?.ChangePercent,
        [.. _aggregates.Select(aggregate => OpenInterestViews.Of(aggregate, Missing(aggregate.Scope, nowUnixMs)))],
        [.. _venues.Values.Select(venue => OpenInterestViews.Of(venue, nowUnixMs, errors.GetValueOrDefault(venue.Exchange)))],
        [.. _venues.Values.SelectMany(venue => venue.Markets).Select(market => OpenInterestViews.Of(market, nowUnixMs))]);

    private IEnumerable<VenueTrack> Members(OpenInterestScope aggregate) =>
        _venues.Values.Where(venue => aggregate.Includes(venue.Exchange) && venue.HasContributed);

    private void Close(VenueTrack venue, long nowUnixMs, List<OpenInterestRow> rows)
    {
        var isRead = false;
        foreach (var market in venue.Markets)
        {
            if (market.Latest is { } latest && latest.UnixMs > _closedUnixMs)
            {
                rows.Add(Row(market, latest));
                isRead |= market.Flag == OpenInterestDoubt.None;
            }
        }

        if (isRead && venue.IsFresh(nowUnixMs))
        {
            var (worth, members, count) = venue.Sum();
            var change = venue.Past.ChangeOverDay(nowUnixMs, worth.Usd, members);
            venue.Past.Add(nowUnixMs, worth.Usd, members);
            rows.Add(new(_symbol, OpenInterestScope.Individual, venue.Exchange, "", nowUnixMs, worth.Usd, worth.Coins, change, count, members));
        }
    }

    private OpenInterestRow Row(MarketTrack market, in MarketOpenInterest latest)
    {
        double? change = null;
        var (coins, usd) = latest.Worth;
        if (market.Flag == OpenInterestDoubt.None)
        {
            change = market.Past.ChangeOverDay(latest.UnixMs, usd, market.Market.Symbol);
            market.Past.Add(latest.UnixMs, usd, market.Market.Symbol);
        }

        return new(
            _symbol,
            OpenInterestScope.Market,
            market.Market.Exchange,
            market.Market.Symbol,
            latest.UnixMs,
            usd,
            coins,
            change,
            1,
            market.Market.Symbol,
            market.Flag,
            latest.VenueUnixMs);
    }
}
