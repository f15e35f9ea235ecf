using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Cluster;

/// <summary>
/// Which silo something belongs to, without anybody keeping a list: every silo draws a weight for a key, and the highest has it (rendezvous hashing). Whoever
/// knows the same silos comes to the same answer; a silo that joins takes its share from all others, one that leaves gives its share to all others, and nothing
/// else moves.
/// </summary>
internal static class Rendezvous
{
    private const ulong OffsetBasis = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;

    /// <summary>The silo that a key belongs to. Copies of a feed belong to the silos that come next for the feed itself.</summary>
    /// <param name="key">A grain's key.</param>
    /// <param name="silos">The silos, at least one, in any order.</param>
    public static SiloAddress OwnerOf(string key, IReadOnlyCollection<SiloAddress> silos)
    {
        if (silos.Count == 1)
        {
            return silos.First();
        }

        var ranked = Rank(FeedCopies.OriginalOf(key), silos);
        return ranked[FeedCopies.NumberOf(key) % ranked.Length];
    }

    /// <summary>The silos in the order in which a key belongs to them.</summary>
    public static SiloAddress[] Rank(string key, IEnumerable<SiloAddress> silos) => [.. silos.OrderByDescending(silo => WeightOf(key, silo)).ThenBy(silo => silo)];

    // By its address alone: a process that was started again in the same place has the same share.
    private static ulong WeightOf(string key, SiloAddress silo) => Mix(Hash(Hash(Hash(OffsetBasis, key), "\n"), silo.Endpoint.ToString()));

    // FNV-1a, which is the same in every process, unlike string.GetHashCode.
    private static ulong Hash(ulong hash, string text)
    {
        foreach (var character in text)
        {
            hash = (hash ^ character) * Prime;
        }

        return hash;
    }

    // The finalizer of MurmurHash3: addresses that differ in their last digit alone would otherwise draw weights that are close together.
    private static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xFF51_AFD7_ED55_8CCD;
        hash = (hash ^ (hash >> 33)) * 0xC4CE_B9FE_1A85_EC53;
        return hash ^ (hash >> 33);
    }
}
