namespace SqueezeFlow.Core.Flow.OpenInterest.Tracks;

/// <summary>A sum over venues with its past.</summary>
internal sealed class AggregateTrack(OpenInterestScope scope)
{
    /// <summary>Which venues are summed.</summary>
    public OpenInterestScope Scope { get; } = scope;

    /// <summary>Sums over time.</summary>
    public OpenInterestTrack Past { get; } = new();

    /// <summary>The latest sum; null before the first.</summary>
    public OpenInterestRow? Latest { get; private set; }

    /// <summary>Adds up the venues and keeps the sum; null when it is not above zero.</summary>
    public OpenInterestRow? Close(string symbol, IEnumerable<VenueTrack> venues, long nowUnixMs)
    {
        double usd = 0, coins = 0;
        var names = new List<string>();
        foreach (var venue in venues)
        {
            var worth = venue.Sum().Worth;
            usd += worth.Usd;
            coins += worth.Coins;
            names.Add(venue.Exchange);
        }

        if (!(usd > 0))
        {
            return null;
        }

        var members = string.Join(',', names);
        var change = Past.ChangeOverDay(nowUnixMs, usd, members);
        Past.Add(nowUnixMs, usd, members);
        return Latest = new(symbol, Scope, Scope.AggregateName(), "", nowUnixMs, usd, coins, change, names.Count, members);
    }

    /// <summary>Takes a sum of an earlier life.</summary>
    public void Restore(OpenInterestRow row)
    {
        Past.Add(row.UnixMs, row.Usd, row.Members);
        Latest = row;
    }
}
