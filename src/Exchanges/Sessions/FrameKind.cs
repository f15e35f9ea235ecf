namespace SqueezeFlow.Exchanges.Sessions;

/// <summary>What a message of a venue was.</summary>
public enum FrameKind
{
    /// <summary>A message that a trade collector does not need: other channels, information.</summary>
    Ignored,

    /// <summary>Trades or liquidations, whether they were accepted or refused.</summary>
    Trades,

    /// <summary>Past trades, sent on subscription: no new flow.</summary>
    History,

    /// <summary>A subscription was accepted.</summary>
    Acknowledged,

    /// <summary>A request was refused.</summary>
    Refused,

    /// <summary>A sign of life.</summary>
    Heartbeat,

    /// <summary>Not a message of this venue: broken text, or fields of the wrong type.</summary>
    Malformed,
}
