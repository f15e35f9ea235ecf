using System.Collections.Frozen;
using SqueezeFlow.Core.Completeness.Ids;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Storage;

/// <summary>
/// What the stored rows of a market contain, so that another process can go on from them to the trade: stored with those rows or not at all.
/// </summary>
/// <param name="Market">The market.</param>
/// <param name="Sources">The number of the last batch of each sender that the rows contain; batches after it are in none.</param>
/// <param name="Holes">Ids that are missing and may still come, the earliest first.</param>
public sealed record StoredPosition(MarketId Market, IReadOnlyDictionary<string, long> Sources, IReadOnlyList<IdRange> Holes)
{
    /// <summary>Most ids that are stored: where there are as many, there may have been more.</summary>
    public const int MostIds = CountedTail.Most;

    /// <summary>Ids that the rows contain and that another reader of the market is still to bring; empty where one alone reads it, or where ids rise by one.</summary>
    public IReadOnlyList<long> Ids { get; init; } = [];

    /// <summary>
    /// Senders that brought trades of the market of late, where ids say nothing of order, with the time of the latest trade of each, milliseconds since 1970 UTC: what
    /// <see cref="Ids"/> says holds for them.
    /// </summary>
    public IReadOnlyDictionary<string, long> Readers { get; init; } = FrozenDictionary<string, long>.Empty;

    /// <summary>
    /// Times of the first and last trade of batches in <see cref="Sources"/> that wait until it is known whether they were counted; null when none do. For whoever goes on they are lost.
    /// </summary>
    public (long FromUnixMs, long ThroughUnixMs)? Untold { get; init; }

    /// <summary>Time to which the rows reach at least, milliseconds since 1970 UTC: the store says it when it is asked. 0 where it does not know.</summary>
    public long ReachesUnixMs { get; init; }

    /// <summary>Whether the rows contain a batch.</summary>
    public bool Contains(string source, long sequence) => Sources.TryGetValue(source, out var last) && last >= sequence;
}
