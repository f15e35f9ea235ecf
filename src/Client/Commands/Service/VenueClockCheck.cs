using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Client.Commands.Service;

/// <summary>
/// The clock of the service's machine against those of the venues, by the distance of receive and exchange time, of each venue the median of its connections. One venue may be
/// wrong; when most of them are, it is this clock.
/// </summary>
internal static class VenueClockCheck
{
    private const string Name = "venue clocks";

    // Trades come from a few milliseconds to about a second after their time; before it none can come.
    private const double MostAheadMs = 1_000;
    private const double MostLateMs = 5_000;

    /// <summary>Judges by what the feeds tell; null when none has told anything, as with simulated times.</summary>
    public static Check? Of(IReadOnlyList<FeedView> feeds)
    {
        var venues = feeds.Where(feed => feed is { State: FeedStates.Connected, LagMs: not null })
            .GroupBy(feed => feed.Exchange, (exchange, own) => (Exchange: exchange, LagMs: own.Select(feed => feed.LagMs!.Value).Order().ElementAt((own.Count() - 1) / 2)))
            .OrderBy(venue => venue.LagMs)
            .ToArray();
        if (venues.Length == 0)
        {
            return null;
        }

        var found = $"trades of {Figures.Count(venues.Length)} venues arrive {Span(venues[0].LagMs)} ({venues[0].Exchange}) to {Span(venues[^1].LagMs)} ({venues[^1].Exchange}) after their time";

        // More than half of them, on either side.
        return venues[venues.Length / 2].LagMs < -MostAheadMs
            ? Check.Wrong(Name, found, "the clock of the service's machine is behind: synchronise it (timedatectl set-ntp true)")
            : venues[(venues.Length - 1) / 2].LagMs > MostLateMs
                ? Check.Wrong(Name, found, "the clock of the service's machine is ahead, or it cannot keep up: synchronise it (timedatectl set-ntp true), then look at squeezeflow status for its load")
                : venues[0].LagMs < -MostAheadMs || venues[^1].LagMs > MostLateMs
                    ? Check.Note(Name, found, "the clock or the stream of that venue; see: squeezeflow feeds")
                    : Check.Ok(Name, found);
    }

    private static string Span(double milliseconds) => Figures.Span(TimeSpan.FromMilliseconds(milliseconds));
}
