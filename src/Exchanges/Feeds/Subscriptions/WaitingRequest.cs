using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Exchanges.Feeds.Subscriptions;

/// <summary>A request that awaits its answer.</summary>
/// <param name="Id">Its number on the connection; 0 for a greeting.</param>
/// <param name="Batch">What it says.</param>
/// <param name="SentAt">Timestamp of sending.</param>
internal sealed record WaitingRequest(long Id, SubscriptionBatch Batch, long SentAt)
{
    /// <summary>Its markets without an answer.</summary>
    public List<Instrument> Left { get; } = [.. Batch.Markets];
}
