using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Grains.Execution;

/// <summary>Account and open positions of one moment.</summary>
internal sealed record Portfolio(Account Account, IReadOnlyList<Position> Positions);
