namespace SqueezeFlow.Core.Signals;

/// <summary>What became of a signal.</summary>
public enum SignalOutcome
{
    /// <summary>On its way: in the outbox, or taken by the executor without a verdict yet.</summary>
    Pending,

    /// <summary>The order was filled.</summary>
    Filled,

    /// <summary>Refused by a limit of ours or by the account.</summary>
    Rejected,

    /// <summary>Too old to act on when its turn came.</summary>
    Expired,

    /// <summary>The account was asked and gave no answer that can be trusted; nothing was booked.</summary>
    Unknown,
}
