namespace SqueezeFlow.Execution.Tests.Freqtrade.Double;

/// <summary>What goes wrong with one call.</summary>
internal enum BotFault
{
    /// <summary>500 in plain text, nothing done.</summary>
    Error,

    /// <summary>500 in plain text although it was done.</summary>
    ErrorAfterEffect,

    /// <summary>The connection drops, nothing done.</summary>
    Drop,

    /// <summary>The connection drops although it was done.</summary>
    DropAfterEffect,

    /// <summary>Done, but the answer is kept back until the bot is released.</summary>
    HoldAfterEffect,

    /// <summary>502 of a proxy in between, nothing done.</summary>
    ProxyFault,

    /// <summary>200 with a body that is no JSON, nothing done.</summary>
    Garbage,

    /// <summary>200 with the trade of somebody else.</summary>
    ForeignTrade,
}
