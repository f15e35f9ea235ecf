using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Storage;

/// <summary>
/// Which process may write the rows of a market: the one that took it last. Another takes it only when that one has given it back, or has been silent for so long that it has
/// stopped writing by itself. Safe for concurrent use.
/// </summary>
public interface IMarketOwners
{
    /// <summary>Takes markets, all or none; those that are taken already stay so. Nothing that another process still has on its way is stored after that.</summary>
    /// <returns>Those among them that were given back before: everything that was written of these is stored. Of others a process that was killed may have sent a part.</returns>
    /// <exception cref="IOException">Another process has one of them and may still write, or nobody can be asked: it is worth trying again.</exception>
    Task<IReadOnlySet<MarketId>> TakeAsync(IReadOnlyList<MarketId> markets, CancellationToken cancellationToken);

    /// <summary>Gives markets back of which everything is stored; returns at once.</summary>
    void GiveBack(IReadOnlyList<MarketId> markets);

    /// <summary>Whether another process is known to have taken a market from this one: what is written of it is stored no more.</summary>
    bool HasLost(MarketId market);
}
