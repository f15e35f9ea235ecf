namespace SqueezeFlow.Interfaces.Execution;

/// <summary>A position of ours that an executor knows of without asking its account.</summary>
/// <param name="BaseSymbol">Base coin.</param>
/// <param name="Tag">Id of the signal that opened it.</param>
/// <param name="TradeId">The account's id of it, as it was last seen; null when not known.</param>
/// <param name="Exits">How its exits stand.</param>
public sealed record HeldPosition(string BaseSymbol, string Tag, string? TradeId, PositionExits Exits);
