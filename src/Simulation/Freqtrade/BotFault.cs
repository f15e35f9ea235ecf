namespace SqueezeFlow.Simulation.Freqtrade;

/// <summary>What goes wrong with one call to a simulated bot.</summary>
public enum BotFault
{
    /// <summary>500 in plain text, nothing done. Entries and exits fail behind the bot's checks, as with a venue that is down.</summary>
    Error,

    /// <summary>500 in plain text although it was done.</summary>
    ErrorAfterEffect,

    /// <summary>The connection is reset, nothing done.</summary>
    Drop,

    /// <summary>The connection is reset although it was done.</summary>
    DropAfterEffect,

    /// <summary>It is done, and never answered while the bot runs.</summary>
    HoldAfterEffect,

    /// <summary>It is done after <see cref="BotFaults.Slowness"/>, and answered then.</summary>
    Slow,

    /// <summary>502 of a proxy in between, in HTML, nothing done.</summary>
    ProxyFault,

    /// <summary>200 with a page of a proxy, nothing done.</summary>
    ProxyPage,

    /// <summary>200 with a body that breaks off, nothing done.</summary>
    Garbage,

    /// <summary>200 with a body that breaks off although it was done.</summary>
    GarbageAfterEffect,

    /// <summary>Done, and answered with the trade of somebody else.</summary>
    ForeignTrade,

    /// <summary>401, whatever the credentials.</summary>
    Unauthorized,

    /// <summary>429 of a proxy, nothing done.</summary>
    TooMany,

    /// <summary>302 to another address, nothing done.</summary>
    Redirect,
}
