using System.Collections.Concurrent;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>Prices set by the test; a symbol that is not named trades at 100 now.</summary>
internal sealed class ScriptedPrices : IMarketPrices
{
    private readonly ConcurrentDictionary<string, (double Price, TimeSpan Age)?> _latest = [];

    public void Set(string symbol, double price, TimeSpan age) => _latest[symbol] = (price, age);

    public void Forget(string symbol) => _latest[symbol] = null;

    public Task<PricePoint?> FirstTradeAtOrAfterAsync(string baseSymbol, long unixMs, CancellationToken cancellationToken) => LatestAsync(baseSymbol, cancellationToken);

    public Task<PricePoint?> LatestAsync(string baseSymbol, CancellationToken cancellationToken)
    {
        var known = _latest.GetOrAdd(baseSymbol, static _ => (100, TimeSpan.Zero));
        return Task.FromResult<PricePoint?>(known is { } latest ? new((DateTimeOffset.UtcNow - latest.Age).ToUnixTimeMilliseconds(), latest.Price) : null);
    }
}
