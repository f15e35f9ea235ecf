namespace SqueezeFlow.Exchanges.Venues;

/// <summary>Why a venue does not take a subscription, as far as it decides what to do next.</summary>
public enum RefusalKind
{
    /// <summary>Words that no rule knows: asked again, alone and ever more seldom.</summary>
    Unknown,

    /// <summary>Too many requests, or a venue that is not ready: passes, asked again.</summary>
    Busy,

    /// <summary>The market does not exist, not any more, or not yet: not asked again on this connection.</summary>
    Gone,

    /// <summary>Needs a key, another region or another connection: not asked again on this connection.</summary>
    NotAllowed,

    /// <summary>No refusal: the subscription stands already.</summary>
    AlreadySubscribed,
}
