using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Interfaces.Execution;

/// <summary>What the account holds.</summary>
/// <param name="Positions">Positions, open first; null when the account cannot be read.</param>
/// <param name="Problem">Why not, in words; null when there is nothing in the way.</param>
public sealed record PositionsAnswer(IReadOnlyList<PositionView>? Positions, string? Problem = null);
