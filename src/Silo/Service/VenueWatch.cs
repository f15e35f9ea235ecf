using SqueezeFlow.Core.Views;
using SqueezeFlow.Core.Views.Venues;
using SqueezeFlow.Exchanges.Catalog;

namespace SqueezeFlow.Silo.Service;

/// <summary>Looks at every connection of the service each few seconds, so that whoever asks is told how venues were lately. Safe for concurrent use.</summary>
internal sealed class VenueWatch(IGrainAccess grains, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, VenueHistory> _venues = new(StringComparer.Ordinal);

    /// <summary>Every venue that there is, those that are read first, those that have closed last.</summary>
    public IReadOnlyList<VenueView> Read()
    {
        lock (_gate)
        {
            return
            [
                .. ExchangeCatalog.All
                    .Select(adapter => (_venues.GetValueOrDefault(adapter.Descriptor.Id) ?? new()).View(adapter.Descriptor.Id, adapter.Descriptor.Closed))
                    .OrderBy(venue => venue.Closed is not null).ThenBy(venue => !venue.IsRead).ThenBy(venue => venue.Venue, StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>Takes one look.</summary>
    internal void Note(IReadOnlyList<FeedView> feeds)
    {
        lock (_gate)
        {
            var venues = feeds.ToLookup(feed => feed.Exchange, StringComparer.Ordinal);
            foreach (var name in venues.Select(venue => venue.Key).Union(_venues.Keys).ToArray())
            {
                if (!_venues.TryGetValue(name, out var history))
                {
                    _venues[name] = history = new();
                }

                history.Note([.. venues[name]], clock);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                Note(await grains.GetFeedsAsync(stoppingToken));
            }
            catch (Exception e) when (PassingFailure.Is(e, stoppingToken))
            {
                // A part that is being taken over: a look less.
                ServiceMetrics.MissedLooks.Add(1);
            }
        }
    }
}
