namespace SqueezeFlow.Execution.Freqtrade.Rest;

/// <summary>How a call to the bot ended, by what it proves about its effect.</summary>
internal enum ReplyKind
{
    /// <summary>Answered; the body says the rest.</summary>
    Ok,

    /// <summary>No connection came about: nothing was sent.</summary>
    NotSent,

    /// <summary>Sent, but no readable answer came: the effect is unknown.</summary>
    Lost,

    /// <summary>A fault inside the bot, or an answer that is not the bot's: the effect is unknown.</summary>
    Failed,

    /// <summary>Credentials refused, no effect.</summary>
    Unauthorized,

    /// <summary>No such trade or path, no effect.</summary>
    NotFound,

    /// <summary>The request was malformed, no effect: a defect of ours.</summary>
    Malformed,

    /// <summary>Refused by the bot with a reason.</summary>
    Refused,

    /// <summary>The bot runs in another mode, no effect.</summary>
    WrongState,
}
