using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Interfaces.Execution;

/// <summary>What an evaluation needs to know of the account.</summary>
/// <param name="Account">Money and limits; null when the account cannot be reached: then nothing is evaluated.</param>
/// <param name="Positions">Positions of ours that are open of the base coin; none when flat.</param>
/// <param name="HasEntryInFlight">An entry for the base coin is on its way: no other is decided until it is settled.</param>
public sealed record PortfolioAnswer(Account? Account, IReadOnlyList<PortfolioPosition> Positions, bool HasEntryInFlight)
{
    /// <summary>Why there is no account, in words; null when there is one.</summary>
    public string? Problem { get; init; }

    /// <summary>The base coin's position that is not ours, in words; null when there is none. It is never touched, and nothing is entered beside it.</summary>
    public string? Foreign { get; init; }

    /// <summary>An account that cannot be asked.</summary>
    public static PortfolioAnswer Unknown(string? problem) => new(null, [], false) { Problem = problem };
}
