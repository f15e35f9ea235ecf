using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;

namespace SqueezeFlow.Certainty.Tests.Service;

/// <summary>In the model a silo that is killed writes nothing afterwards.</summary>
internal sealed class ModelOwners : IMarketOwners
{
    public Task<IReadOnlySet<MarketId>> TakeAsync(IReadOnlyList<MarketId> markets, CancellationToken cancellationToken) => Task.FromResult<IReadOnlySet<MarketId>>(new HashSet<MarketId>());

    public void GiveBack(IReadOnlyList<MarketId> markets)
    {
    }

    public bool HasLost(MarketId market) => false;
}
