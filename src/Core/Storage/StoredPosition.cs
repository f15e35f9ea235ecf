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
    /// <summary>Ids that the rows contain and that another reader of the market is still to bring; empty where one alone reads it, or where ids rise by one.</summary>
    public IReadOnlyList<long> Ids { get; init; } = [];

    /// <summary>Whether the rows contain a batch.</summary>
    public bool Contains(string source, long sequence) => Sources.TryGetValue(source, out var last) && last >= sequence;
}
