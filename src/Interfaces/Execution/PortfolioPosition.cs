using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Interfaces.Execution;

/// <summary>An open position of ours, as the strategy needs it.</summary>
/// <param name="Position">The position.</param>
/// <param name="Entry">What was stored at its entry; null when that is not on record.</param>
/// <param name="Exits">How its exits stand.</param>
public sealed record PortfolioPosition(Position Position, EntryBaseline? Entry, PositionExits Exits)
{
    /// <summary>Whether its own entry has no verdict yet: it is looked at when that is settled.</summary>
    public bool IsEntryInFlight { get; init; }
}
