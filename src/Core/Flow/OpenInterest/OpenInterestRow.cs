namespace SqueezeFlow.Core.Flow.OpenInterest;

/// <summary>One stored row of open interest, units made alike.</summary>
/// <param name="Symbol">Base coin.</param>
/// <param name="Scope">What was summed.</param>
/// <param name="Exchange">Venue id, or the name of the aggregate.</param>
/// <param name="Market">The venue's symbol (<see cref="OpenInterestScope.Market"/>), else empty.</param>
/// <param name="UnixMs">When, milliseconds since 1970 UTC.</param>
/// <param name="Usd">Value, USD; NaN when it cannot be told.</param>
/// <param name="Coins">Coins; NaN when it cannot be told.</param>
/// <param name="Change24h">Value now over value a day ago of the same members, less one; null when there is none of that age.</param>
/// <param name="Count">Venues of an aggregate, markets of a venue, 1.</param>
/// <param name="Members">What went in, comma separated: venues of an aggregate, symbols of a venue.</param>
/// <param name="Flag">Why it is not counted (<see cref="OpenInterestScope.Market"/>).</param>
/// <param name="VenueUnixMs">The venue's own time (<see cref="OpenInterestScope.Market"/>); 0 when it states none.</param>
public sealed record OpenInterestRow(
    string Symbol,
    OpenInterestScope Scope,
    string Exchange,
    string Market,
    long UnixMs,
    double Usd,
    double Coins,
    double? Change24h,
    int Count,
    string Members,
    OpenInterestDoubt Flag = OpenInterestDoubt.None,
    long VenueUnixMs = 0)
{
    /// <summary><see cref="Change24h"/> in percent.</summary>
    public double? ChangePercent => 100 * Change24h;
}
