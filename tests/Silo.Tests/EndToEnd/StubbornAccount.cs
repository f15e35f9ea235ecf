using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Silo.Tests.EndToEnd;

/// <summary>An account with one position that it does not let go until it is told to.</summary>
internal sealed class StubbornAccount : IOrderGateway
{
    private Position _position = new()
    {
        TradeId = "7",
        Tag = "sqz-BTCUSDT-1795368000000-L",
        BaseSymbol = "BTC",
        Side = PositionSide.Long,
        Quantity = 1,
        EntryPrice = 100,
        Leverage = 3,
        StakeUsd = 200,
        OpenedUnixMs = 1,
    };

    /// <summary>Whether exits are taken.</summary>
    public bool LetsGo { get; set; }

    public Position Position => _position;

    public Task<Account> GetAccountAsync(CancellationToken cancellationToken) => Task.FromResult(new Account("stubborn", true, 10_000, 9_000, 2));

    public Task<IReadOnlyList<Position>> GetOpenPositionsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Position>>(_position.IsOpen ? [_position] : []);

    public Task<IReadOnlyList<Position>> GetClosedPositionsAsync(int limit, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Position>>(_position.IsOpen ? [] : [_position]);

    public Task<Position?> FindByTagAsync(string tag, CancellationToken cancellationToken) => Task.FromResult(tag == _position.Tag ? _position : null);

    public Task<OrderResult> EnterAsync(EntryOrder order, CancellationToken cancellationToken) => Task.FromResult(OrderResult.Refused("no room"));

    public Task<OrderResult> ExitAsync(ExitOrder order, CancellationToken cancellationToken)
    {
        if (!LetsGo)
        {
            return Task.FromResult(new OrderResult(OrderVerdict.Unavailable, null, "the account is busy"));
        }

        _position = _position with { ClosedUnixMs = 2, ExitPrice = 110, ProfitUsd = 20, ExitReason = order.Reason };
        return Task.FromResult(new OrderResult(OrderVerdict.Filled, _position));
    }
}
