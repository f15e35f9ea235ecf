using SqueezeFlow.Core.Flow.OpenInterest.Tracks;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Core.Flow.OpenInterest;

/// <summary>Tracks as they are shown.</summary>
internal static class OpenInterestViews
{
    /// <summary>A sum over venues: the latest that was made.</summary>
    public static OpenInterestAggregateView Of(AggregateTrack aggregate, IReadOnlyList<string> missing) => new(
        aggregate.Scope.AggregateName(),
        aggregate.Latest?.Usd,
        aggregate.Latest?.Coins,
        At(aggregate.Latest?.UnixMs),
        aggregate.Latest?.ChangePercent,
        aggregate.Latest?.Members.Split(',') ?? [],
        missing);

    /// <summary>A venue.</summary>
    public static OpenInterestVenueView Of(VenueTrack venue, long nowUnixMs, string? error)
    {
        var (worth, members, count) = venue.Sum();
        return count == 0
            ? new(venue.Exchange, null, null, null, null, 0, false, error)
            : new(
                venue.Exchange,
                worth.Usd,
                worth.Coins,
                At(venue.Markets.Max(market => market.Counted?.UnixMs)),
                100 * venue.Past.ChangeOverDay(nowUnixMs, worth.Usd, members),
                count,
                venue.IsFresh(nowUnixMs),
                error);
    }

    /// <summary>A market: what counts, or what was read when nothing does.</summary>
    public static OpenInterestMarketView Of(MarketTrack market, long nowUnixMs)
    {
        var shown = market.Counted ?? market.Latest;
        var worth = shown?.Worth ?? new(double.NaN, double.NaN);
        return new(
            market.Market.ToString(),
            Finite(worth.Usd),
            Finite(worth.Coins),
            At(shown?.UnixMs),
            market.Counted is null ? null : 100 * market.Past.ChangeOverDay(nowUnixMs, worth.Usd, market.Market.Symbol),
            market.IsFresh(nowUnixMs),
            NoteOf(market, nowUnixMs));
    }

    private static string? NoteOf(MarketTrack market, long nowUnixMs) => market.Flag switch
    {
        OpenInterestDoubt.Zero => "the last reading is zero and does not count",
        OpenInterestDoubt.Jump => "the last reading is more than half away and waits for another like it",
        OpenInterestDoubt.Invalid => "the last reading is no number above zero",
        OpenInterestDoubt.Unpriced => "no price is known to value the last reading",
        OpenInterestDoubt.Stale => "the venue repeats an old value",
        _ when !market.IsFresh(nowUnixMs) => "too old to count",
        _ => null,
    };

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static DateTimeOffset? At(long? unixMs) => unixMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
}
