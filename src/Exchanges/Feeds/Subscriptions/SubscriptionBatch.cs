using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Exchanges.Feeds.Subscriptions;

/// <summary>What one message says.</summary>
/// <param name="Markets">The markets to begin or to end; none in a greeting.</param>
internal sealed record SubscriptionBatch(IReadOnlyList<Instrument> Markets)
{
    /// <summary>The text of a greeting; null for markets.</summary>
    public ReadOnlyMemory<byte>? Greeting { get; init; }

    /// <summary>Whether it ends subscriptions.</summary>
    public bool IsEnd { get; init; }

    /// <summary>Whether the same was said before and not answered.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>Whether it was refused, or not answered, and its time has come again.</summary>
    public bool IsRetry { get; init; }
}
