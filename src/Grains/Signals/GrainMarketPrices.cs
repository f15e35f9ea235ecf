using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Signals;

/// <summary>Prices for entries and paper fills, from the symbol grains.</summary>
internal sealed class GrainMarketPrices(IGrainFactory grains, TimeProvider clock) : IMarketPrices
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    public async Task<PricePoint?> FirstTradeAtOrAfterAsync(string baseSymbol, long unixMs, CancellationToken cancellationToken)
    {
        var symbol = grains.GetGrain<ISymbolGrain>(baseSymbol);
        while (true)
        {
            var answer = await symbol.FindPriceAsync(unixMs);
            if (answer.IsFinal)
            {
                return answer.Point;
            }

            await Task.Delay(Poll, clock, cancellationToken);
        }
    }

    public async Task<PricePoint?> LatestAsync(string baseSymbol, CancellationToken cancellationToken) =>
        (await grains.GetGrain<ISymbolGrain>(baseSymbol).FindPriceAsync(long.MaxValue)).Point;
}
