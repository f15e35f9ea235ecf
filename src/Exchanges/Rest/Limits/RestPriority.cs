namespace SqueezeFlow.Exchanges.Rest.Limits;

/// <summary>Who goes first where a venue allows only so many requests.</summary>
internal enum RestPriority
{
    /// <summary>The address of a connection: nothing flows before it.</summary>
    Ticket,

    /// <summary>Trades that a connection missed: what is not fetched in time is lost.</summary>
    BackFill,

    /// <summary>Open interest, which is read again and again.</summary>
    OpenInterest,

    /// <summary>Lists, turnover and bars, which can wait.</summary>
    Catalogue,
}
