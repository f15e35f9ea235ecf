using SqueezeFlow.Core.Views;
using SqueezeFlow.Core.Views.Venues;

namespace SqueezeFlow.Silo.Service;

/// <summary>How one venue was lately: a sample a look. Used by one at a time.</summary>
internal sealed class VenueHistory
{
    private const int LooksPerRate = 3;

    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Counted = TimeSpan.FromHours(24);

    private readonly Queue<Sample> _samples = new();
    private readonly Queue<long> _reconnects = new();
    private readonly Dictionary<string, (long Epoch, int Connects)> _feeds = new(StringComparer.Ordinal);
    private bool _isRead;

    /// <summary>Takes a look at its connections.</summary>
    public void Note(IReadOnlyList<FeedView> feeds, TimeProvider clock)
    {
        var now = clock.GetTimestamp();
        _isRead = feeds.Count > 0;
        foreach (var feed in feeds)
        {
            // Another owner counts anew, and has connected for it.
            var isKnown = _feeds.TryGetValue(feed.Id, out var known);
            var made = !isKnown ? Math.Max(0, feed.Connects - 1) : known.Epoch == feed.Epoch ? Math.Max(0, feed.Connects - known.Connects) : feed.Connects;
            _feeds[feed.Id] = (feed.Epoch, feed.Connects);
            for (var i = 0; i < made; i++)
            {
                _reconnects.Enqueue(now);
            }
        }

        _samples.Enqueue(new(now, feeds.Sum(feed => feed.TradesPerSecond), feeds.Max(feed => feed.LagMs)));
        while (_samples.TryPeek(out var oldest) && clock.GetElapsedTime(oldest.At, now) > Shown)
        {
            _samples.Dequeue();
        }

        while (_reconnects.TryPeek(out var oldest) && clock.GetElapsedTime(oldest, now) > Counted)
        {
            _reconnects.Dequeue();
        }
    }

    /// <summary>The venue at a glance.</summary>
    public VenueView View(string venue, string? closed)
    {
        double[] lags = [.. _samples.Select(sample => sample.LagMs).OfType<double>().Order()];
        return new(venue, closed, _isRead, _reconnects.Count, Quantile(lags, 0.5), Quantile(lags, 0.99), [.. _samples.Chunk(LooksPerRate).Select(some => Math.Round(some.Average(sample => sample.TradesPerSecond), 1))]);
    }

    private static double? Quantile(double[] ordered, double share) =>
        ordered.Length == 0 ? null : ordered[Math.Min(ordered.Length - 1, (int)Math.Ceiling(share * ordered.Length) - 1)];

    private readonly record struct Sample(long At, double TradesPerSecond, double? LagMs);
}
