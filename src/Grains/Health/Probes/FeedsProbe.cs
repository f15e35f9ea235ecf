using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Core.Words;
using SqueezeFlow.Exchanges.Rest.Requests;
using SqueezeFlow.Grains.Feeds.Planning;

namespace SqueezeFlow.Grains.Health.Probes;

/// <summary>
/// Whether trades arrive: no feed connected, or no trade for ten minutes, is critical; none for five is unhealthy; a feed
/// that is not connected, a venue that does not answer, a wanted market without a confirmed subscription for too long, or a name in
/// <c>Feeds:Markets</c> that no venue lists, is degraded.
/// </summary>
internal sealed class FeedsProbe(IPipeline pipeline, VenueReach reach, TimeProvider clock) : IHealthProbe
{
    private readonly Lock _gate = new();
    private long _trades = -1;
    private long _changedAt = clock.GetTimestamp();

    public bool IsRequired => false;

    public async ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken)
    {
        var feeds = await pipeline.GetFeedsAsync(cancellationToken);
        var connected = feeds.Count(feed => feed.State == FeedStates.Connected);
        var silence = SilenceAfter(feeds.Sum(feed => feed.Trades));
        var (level, reason) = Judge(feeds.Count, connected, silence, feeds);
        if (reach.Sentence is { } sentence)
        {
            level = HealthLevels.Worst([level, connected == 0 ? HealthLevels.Critical : HealthLevels.Degraded]);
            reason = feeds.Count == 0 ? sentence : $"{reason}; {sentence}";
        }

        var unlisted = UnlistedNames.Of(await pipeline.GetPlansAsync(cancellationToken));
        if (UnlistedNames.Sentence(unlisted) is { } names)
        {
            (level, reason) = (HealthLevels.Worst([level, HealthLevels.Degraded]), $"{reason}; {names}");
        }

        var figures = new Dictionary<string, double>
        {
            ["feeds"] = feeds.Count,
            ["connected"] = connected,
            ["venues_unreachable"] = reach.Unreached.Count,
            ["trades_per_second"] = Math.Round(feeds.Sum(feed => feed.TradesPerSecond), 1),
            ["overdue_markets"] = feeds.SelectMany(feed => feed.Overdue).Distinct().Count(),
            ["unlisted_names"] = unlisted.Count,
            ["silence_s"] = Math.Round(silence.TotalSeconds),
        };
        if (feeds.Max(feed => feed.LagMs) is { } lag)
        {
            figures["lag_ms"] = Math.Round(lag);
        }

        return new("feeds", level, reason, figures);
    }

    private static (string Level, string Reason) Judge(int count, int connected, TimeSpan silence, IReadOnlyList<FeedView> feeds) => (count, connected) switch
    {
        (0, _) => (HealthLevels.Degraded, "no feed is planned yet"),
        (_, 0) => (HealthLevels.Critical, $"none of {count} feeds is connected"),
        _ when silence > TimeSpan.FromMinutes(10) => (HealthLevels.Critical, $"no trade for {silence.TotalMinutes:0} min"),
        _ when silence > TimeSpan.FromMinutes(5) => (HealthLevels.Unhealthy, $"no trade for {silence.TotalMinutes:0} min"),
        _ when connected < count || feeds.Any(feed => feed.Overdue.Count > 0) => (HealthLevels.Degraded, $"{connected} of {count} feeds connected{Missing(feeds)}{Overdue(feeds)}"),
        _ => (HealthLevels.Healthy, $"{connected} of {count} feeds connected"),
    };

    private static string Missing(IReadOnlyList<FeedView> feeds)
    {
        string[] missing = [.. feeds.Where(feed => feed.State != FeedStates.Connected).Select(feed => feed.LastError is null ? feed.Id : $"{feed.Id} ({feed.LastError})")];
        return missing.Length == 0 ? "" : $"; not: {NameList.Some(missing)}";
    }

    // A market that is read twice is missing once.
    private static string Overdue(IReadOnlyList<FeedView> feeds)
    {
        string[] overdue = [.. feeds.SelectMany(feed => feed.Overdue).Distinct()];
        return overdue.Length == 0 ? "" : $"; {overdue.Length} wanted {(overdue.Length == 1 ? "market is" : "markets are")} not subscribed: {NameList.Some(overdue)}";
    }

    private TimeSpan SilenceAfter(long trades)
    {
        lock (_gate)
        {
            if (trades != _trades)
            {
                (_trades, _changedAt) = (trades, clock.GetTimestamp());
            }

            return clock.GetElapsedTime(_changedAt);
        }
    }
}
