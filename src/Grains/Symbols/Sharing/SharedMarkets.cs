using System.Collections.Frozen;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;

namespace SqueezeFlow.Grains.Symbols.Sharing;

/// <summary>The markets of a symbol that this silo has taken, where several share one store; where there is one silo alone nothing is taken and nothing lost. Not thread-safe.</summary>
/// <param name="owners">Who may write which market; null where there is one silo alone.</param>
internal sealed class SharedMarkets(IMarketOwners? owners)
{
    private readonly HashSet<MarketId> _taken = [];

    /// <summary>Whether several silos share the store.</summary>
    public bool AreShared => owners is not null;

    /// <summary>Whether another silo has taken one of them: what is counted here is stored no more.</summary>
    public bool HasLost
    {
        get
        {
            foreach (var market in _taken)
            {
                if (owners!.HasLost(market))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Takes those that are not taken yet.</summary>
    /// <returns>Those that were given back before, and are stored whole.</returns>
    /// <exception cref="IOException">Another has one of them, or nobody can be asked.</exception>
    public async Task<IReadOnlySet<MarketId>> TakeAsync(IEnumerable<MarketId> markets, CancellationToken cancellationToken)
    {
        if (owners is null)
        {
            return FrozenSet<MarketId>.Empty;
        }

        MarketId[] wanted = [.. markets.Where(market => !_taken.Contains(market)).Distinct()];
        var whole = await owners.TakeAsync(wanted, cancellationToken);
        _taken.UnionWith(wanted);
        return whole;
    }

    /// <summary>Gives them to whoever takes them, once everything is stored.</summary>
    /// <param name="whenStored">Lets something be done then.</param>
    public void GiveBack(Action<Action> whenStored)
    {
        if (owners is not null)
        {
            MarketId[] markets = [.. _taken];
            whenStored(() => owners.GiveBack(markets));
        }
    }
}
