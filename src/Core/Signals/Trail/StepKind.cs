namespace SqueezeFlow.Core.Signals.Trail;

/// <summary>What has happened to a signal.</summary>
public enum StepKind
{
    /// <summary>The strategy gave it, and it was kept in the outbox.</summary>
    Given,

    /// <summary>It was kept in the executor's inbox.</summary>
    Received,

    /// <summary>It came again while it was on record; nothing was done.</summary>
    Repeated,

    /// <summary>The service was started anew and found it in the inbox.</summary>
    Resumed,

    /// <summary>The intent to call the account was kept.</summary>
    Intent,

    /// <summary>The account was called.</summary>
    Called,

    /// <summary>The account took the order, and has not filled it yet.</summary>
    Accepted,

    /// <summary>The call certainly had no effect; it is made again.</summary>
    Postponed,

    /// <summary>The account's answer was lost: the order may have arrived.</summary>
    AnswerLost,

    /// <summary>The account was asked for the order, and it is made again.</summary>
    LookedUp,

    /// <summary>An exit has been tried and is not done.</summary>
    Outstanding,

    /// <summary>Verified: the account shows the position as open, or, for an exit, as closed.</summary>
    Filled,

    /// <summary>Refused by a limit of ours or by the account.</summary>
    Refused,

    /// <summary>Too old.</summary>
    Expired,

    /// <summary>The account never showed the order.</summary>
    NotOpened,

    /// <summary>Its position came although it had been booked as refused, expired or not opened.</summary>
    Orphaned,

    /// <summary>Its position is open, and the inbox did not know of it.</summary>
    Adopted,

    /// <summary>An exit of its position was given.</summary>
    ExitGiven,

    /// <summary>Its position is open no more.</summary>
    Closed,

    /// <summary>The account shows its position no more, neither open nor closed.</summary>
    Vanished,

    /// <summary>Its position is there again.</summary>
    FoundAgain,

    /// <summary>What its position brought is known.</summary>
    Settled,

    /// <summary>A step could not be kept in the inbox.</summary>
    NotKept,

    /// <summary>Steps are missing here: there was no room for them while the store failed.</summary>
    Missing,
}
