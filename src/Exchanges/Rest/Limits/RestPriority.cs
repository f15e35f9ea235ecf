namespace SqueezeFlow.Exchanges.Rest.Limits;

/// <summary>Who goes first where a venue allows only so many requests. A part of the limit is kept for those before <see cref="BackFill"/>.</summary>
internal enum RestPriority
{
    /// <summary>The address of a connection: nothing flows before it.</summary>
    Ticket,

    /// <summary>What is listed and how much of it is traded: whoever takes a venue over connects to nothing before it.</summary>
    Markets,

    /// <summary>Trades that a connection missed: what is not fetched in time is lost.</summary>
    BackFill,

    /// <summary>Open interest, which is read again and again.</summary>
    OpenInterest,

    /// <summary>Bars, which can wait.</summary>
    Bars,
}
