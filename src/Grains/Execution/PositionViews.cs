using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Execution;

/// <summary>Positions with their present worth, for people.</summary>
internal sealed class PositionViews(IGrainFactory grains)
{
    public async Task<IReadOnlyList<PositionView>> ReadAsync(IOrderGateway gateway, int closed, CancellationToken cancellationToken)
    {
        var positions = new List<Position>(await gateway.GetOpenPositionsAsync(cancellationToken));
        if (closed > 0)
        {
            positions.AddRange(await gateway.GetClosedPositionsAsync(closed, cancellationToken));
        }

        var views = new List<PositionView>(positions.Count);
        foreach (var position in positions)
        {
            views.Add(await ViewAsync(position));
        }

        return views;
    }

    private async Task<PositionView> ViewAsync(Position position)
    {
        var price = position.ExitPrice;
        if (position.IsOpen)
        {
            var answer = await grains.GetGrain<ISymbolGrain>(position.BaseSymbol).FindPriceAsync(long.MaxValue);
            price = answer.Point is { } point ? (decimal)point.Price : null;
        }

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
}
