using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Views.Accounts;

namespace SqueezeFlow.Interfaces.Execution;

/// <summary>How execution stands.</summary>
/// <param name="Account">Money and limits; null when the account cannot be read.</param>
/// <param name="Problem">Why not, in words; null when there is nothing in the way.</param>
/// <param name="IsPaused">Whether entries are held back by hand.</param>
public sealed record ExecutionHealth(Account? Account, string? Problem, bool IsPaused)
{
    /// <summary>Exits that were tried and are not done, the oldest first.</summary>
    public IReadOnlyList<OutstandingExit> Exits { get; init; } = [];

    /// <summary>Orders whose outcome is not known.</summary>
    public int Unknown { get; init; }

    /// <summary>Positions open, those of others too.</summary>
    public int Open { get; init; }

    /// <summary>Open positions that are not ours.</summary>
    public int Foreign { get; init; }

    /// <summary>Open positions of our signals whose entry is not on record.</summary>
    public int Adopted { get; init; }

    /// <summary>Positions since the start that came although their signal had been booked as not opened.</summary>
    public int Orphans { get; init; }

    /// <summary>Coins of which more than one position is open.</summary>
    public IReadOnlyList<string> Doubled { get; init; } = [];

    /// <summary>What is asked of an entry before it is sent; null where a process of an earlier version does not say it.</summary>
    public AccountLimitsView? Limits { get; init; }
}
