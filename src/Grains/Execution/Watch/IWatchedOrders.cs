using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Grains.Execution.Watch;

/// <summary>The executor, as the look at its account needs it.</summary>
internal interface IWatchedOrders
{
    /// <summary>Keeps a verdict, and passes it on.</summary>
    Task KeepAsync(InboxEntry entry);

    /// <summary>Takes a signal.</summary>
    Task SubmitAsync(Signal signal);

    /// <summary>The account answers again.</summary>
    void Wake();

    /// <summary>The position of a filled entry is gone.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="closed">The position as the account tells it; null when the account knows nothing of it.</param>
    void OnEnded(InboxEntry entry, Position? closed);

    /// <summary>What a coin's portfolio was read to be holds no more.</summary>
    void OnChanged(string baseSymbol);
}
