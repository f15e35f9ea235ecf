using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Client.Commands.Service;

/// <summary>Whether every wanted market is subscribed to, and how the times of what comes compare with the clock here.</summary>
internal static class SubscriptionCheck
{
    private const int Named = 5;

    /// <summary>Asks the service for its feeds.</summary>
    public static async Task<IReadOnlyList<Check>> RunAsync(ServiceClient service, CancellationToken cancellationToken)
    {
        try
        {
            var feeds = (await service.GetAsync<FeedView[]>(ApiPaths.Feeds, cancellationToken)).Value;
            return VenueClockCheck.Of(feeds) is { } clocks ? [Of(feeds), clocks] : [Of(feeds)];
        }
        catch (ConsoleFailure failure)
        {
            return [Check.Wrong("subscriptions", failure.Message, "see the service's log")];
        }
    }

    private static Check Of(FeedView[] feeds)
    {
        var unconfirmed = feeds.SelectMany(feed => feed.Unconfirmed).Distinct().ToArray();
        var overdue = feeds.SelectMany(feed => feed.Overdue).Distinct().ToArray();
        return overdue.Length > 0
            ? Check.Wrong(
                "subscriptions",
                $"{Figures.Count(overdue.Length)} wanted markets are not subscribed: {Some(overdue)}",
                "see: squeezeflow feeds --json; what the venue no longer lists belongs out of Feeds:Markets, the rest is asked for again by itself")
            : unconfirmed.Length > 0
                ? Check.Note("subscriptions", $"{Figures.Count(unconfirmed.Length)} are not confirmed yet: {Some(unconfirmed)}")
                : Check.Ok("subscriptions", $"{Figures.Count(feeds.Sum(feed => feed.Markets))} confirmed or under way");
    }

    private static string Some(string[] all) =>
        string.Join(", ", all.Take(Named)) + (all.Length > Named ? $" and {Figures.Count(all.Length - Named)} more" : string.Empty);
}
