namespace SqueezeFlow.Interfaces.Execution;

/// <summary>How the exits of a position stand.</summary>
/// <param name="IsOnItsWay">Whether one was given and is not done yet: it is tried until it is, and needs no second one.</param>
/// <param name="Ended">Those that have ended and are on record: the next one is told from them by this number.</param>
public sealed record PositionExits(bool IsOnItsWay, int Ended);
