using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Interfaces.Execution;

/// <summary>What an evaluation needs to know of the account.</summary>
/// <param name="Account">Money and limits; null when the account cannot be reached: then nothing is evaluated.</param>
/// <param name="Position">The open position of the base coin; null when flat.</param>
/// <param name="Entry">What was stored at entry; null when flat, or when somebody else opened the position.</param>
/// <param name="HasEntryInFlight">An entry for the base coin is on its way: nothing is evaluated until it is settled.</param>
public sealed record PortfolioAnswer(Account? Account, Position? Position, EntryBaseline? Entry, bool HasEntryInFlight)
{
    /// <summary>Whether an exit of <see cref="Position"/> was given and is not done yet: it is tried until it is, and needs no second one.</summary>
    public bool IsExitOnItsWay { get; init; }

    /// <summary>Why there is no account, in words; null when there is one.</summary>
    public string? Problem { get; init; }

    /// <summary>The base coin's position that is not ours, in words; null when there is none. It is never touched, and nothing is entered beside it.</summary>
    public string? Foreign { get; init; }
}
