namespace SqueezeFlow.Core.Orders;

/// <summary>The books of a paper account.</summary>
/// <param name="CashUsd">Cash not bound as margin, USD.</param>
/// <param name="Positions">All positions, open and closed, in order of opening.</param>
public sealed record PaperBooks(decimal CashUsd, IReadOnlyList<Position> Positions);
