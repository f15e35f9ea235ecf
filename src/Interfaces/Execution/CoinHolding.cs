namespace SqueezeFlow.Interfaces.Execution;

/// <summary>What an account holds of a base coin, or is about to, as far as its executor knows without asking the account.</summary>
/// <param name="HasEntryOnItsWay">Whether an entry was given that has no verdict yet.</param>
/// <param name="Positions">Positions of ours that are open.</param>
public sealed record CoinHolding(bool HasEntryOnItsWay, IReadOnlyList<HeldPosition> Positions)
{
    /// <summary>Whether it holds the coin, or is about to.</summary>
    public bool IsHeld => HasEntryOnItsWay || Positions.Count > 0;
}
