namespace SqueezeFlow.Grains.Execution;

/// <summary>How far the executor has come with a signal.</summary>
internal enum IntentState
{
    /// <summary>Kept, not acted on.</summary>
    Received,

    /// <summary>Kept as sent before the account was called: after a crash, look first.</summary>
    Sent,

    /// <summary>The account's answer was lost: look, never send blindly.</summary>
    Unknown,

    /// <summary>The account took the order, and it is not filled yet: watched until it is, or is gone.</summary>
    Accepted,

    /// <summary>Final: filled.</summary>
    Filled,

    /// <summary>Final: refused by a limit or by the account.</summary>
    Rejected,

    /// <summary>Final: too old.</summary>
    Expired,

    /// <summary>Final: the account never showed the order within the time of looking.</summary>
    NotOpened,
}
