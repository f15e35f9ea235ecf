namespace SqueezeFlow.Grains.Tests.Execution.Protocol;

/// <summary>What goes wrong with one order.</summary>
internal enum BotFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>No connection: certainly nothing was done (refused, 401, not running).</summary>
    NotSent,

    /// <summary>The answer is lost, and nothing was done (500, reset).</summary>
    LostBefore,

    /// <summary>The answer is lost although it was done.</summary>
    LostAfter,

    /// <summary>The call throws, and nothing was done.</summary>
    ThrowsBefore,

    /// <summary>The call throws although it was done.</summary>
    ThrowsAfter,

    /// <summary>The answer is lost, and it is done seconds later.</summary>
    Late,

    /// <summary>The answer is lost, and it is done when nobody looks for it any more.</summary>
    VeryLate,

    /// <summary>It is done, and never answered.</summary>
    Hangs,

    /// <summary>It is done after a quarter of a minute.</summary>
    Slow,

    /// <summary>It is taken, and filled later.</summary>
    Rests,

    /// <summary>It is taken and never filled: the bot withdraws an entry, and leaves an exit as it is.</summary>
    NeverFills,

    /// <summary>It is refused without a cause that could be foreseen.</summary>
    Refused,

    /// <summary>The service is killed when the intent is written, before anything is sent.</summary>
    KilledAfterIntent,

    /// <summary>The service is killed when the call has left; it is done seconds later.</summary>
    KilledAfterCall,

    /// <summary>The service is killed when it is done, before the answer.</summary>
    KilledAfterEffect,

    /// <summary>The service is killed with the answer in its hands, before it is written.</summary>
    KilledAfterAnswer,

    /// <summary>The service is killed when the answer is written, before anybody is told.</summary>
    KilledAfterWrite,
}
