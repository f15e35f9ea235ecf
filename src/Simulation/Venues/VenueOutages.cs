using System.Collections.Concurrent;

namespace SqueezeFlow.Simulation.Venues;

/// <summary>Which venues are away, and until when. Safe for concurrent use.</summary>
internal sealed class VenueOutages(TimeProvider time)
{
    // A venue's lists of past trades answer a little later than its streams: a gap can be looked at before it is filled.
    private static readonly TimeSpan ListsLater = TimeSpan.FromSeconds(15);

    // Whoever never connects anew gets them all the same.
    private static readonly TimeSpan ListsLatest = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Outage> _outages = new(StringComparer.Ordinal);

    /// <summary>A venue is away from now on; of two outages the later end counts.</summary>
    public DateTimeOffset Begin(string exchange, TimeSpan length)
    {
        var end = time.GetUtcNow() + length;
        return _outages.AddOrUpdate(exchange, new Outage(end), (_, known) => new(known.End > end ? known.End : end)).End;
    }

    /// <summary>When a venue's streams are back; null while they are not away.</summary>
    public DateTimeOffset? EndOf(string exchange) => _outages.TryGetValue(exchange, out var outage) && time.GetUtcNow() < outage.End ? outage.End : null;

    /// <summary>A venue that is there has taken a connection.</summary>
    public void Connected(string exchange)
    {
        if (_outages.TryGetValue(exchange, out var outage) && outage.ListsAt is null)
        {
            _outages.TryUpdate(exchange, outage with { ListsAt = time.GetUtcNow() + ListsLater }, outage);
        }
    }

    /// <summary>Whether a venue answers no call.</summary>
    public bool RefusesCalls(string exchange) => _outages.TryGetValue(exchange, out var outage) && time.GetUtcNow() < (outage.ListsAt ?? outage.End + ListsLatest);

    private sealed record Outage(DateTimeOffset End)
    {
        public DateTimeOffset? ListsAt { get; init; }
    }
}
