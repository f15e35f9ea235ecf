using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Execution;

/// <summary>Positions with their present worth, for people.</summary>
internal sealed class PositionViews(IGrainFactory grains, TimeProvider clock)
{
    // What is left of a call between grains after the account had its time.
    private static readonly TimeSpan PriceTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>One view for each position.</summary>
    public async Task<IReadOnlyList<PositionView>> ReadAsync(IEnumerable<Position> positions) => await Task.WhenAll(positions.Select(ViewAsync));

    private async Task<PositionView> ViewAsync(Position position)
    {
        var price = position.IsOpen ? await FindPriceAsync(position.BaseSymbol) : position.ExitPrice;
        var gross = (price - position.EntryPrice) * position.Quantity * (position.Side == PositionSide.Long ? 1 : -1);
        return new(
            position.TradeId,
            position.Tag,
            position.BaseSymbol,
            position.Side.ToString().ToUpperInvariant(),
            position.Quantity,
            position.EntryPrice,
            position.Leverage,
            position.StakeUsd,
            DateTimeOffset.FromUnixTimeMilliseconds(position.OpenedUnixMs),
            price,
            position.ProfitUsd ?? (gross - position.EntryFeeUsd),
            position.ClosedUnixMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null,
            position.ExitReason);
    }

    // A symbol that does not answer costs its position the price, not the others their place.
    private async Task<decimal?> FindPriceAsync(string baseSymbol)
    {
        try
        {
            var answer = await grains.GetGrain<ISymbolGrain>(baseSymbol).FindPriceAsync(long.MaxValue).AsTask().WaitAsync(PriceTimeout, clock);
            return answer.Point is { } point ? (decimal)point.Price : null;
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            ExecutorMetrics.Failures.Add(1);
            return null;
        }
    }
}
