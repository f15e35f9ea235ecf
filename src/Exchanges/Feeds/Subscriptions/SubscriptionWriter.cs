using System.Text;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Feeds.Subscriptions;

/// <summary>Writes the messages of one connect: numbers them, and names channels by the numbers that the venue gave them. One thread at a time.</summary>
internal sealed class SubscriptionWriter(FeedPlan plan, IExchangeAdapter adapter, TimeProvider clock)
{
    private readonly Dictionary<string, long> _channels = new(StringComparer.Ordinal);

    /// <summary>Number of the last message that named markets.</summary>
    public long LastId { get; private set; }

    /// <summary>The venue gave a market's channel a number.</summary>
    public void NameChannel(long channel, ReadOnlySpan<byte> wireSymbol) => _channels[Encoding.UTF8.GetString(wireSymbol)] = channel;

    /// <summary>The text of a message that begins or ends subscriptions; empty where there is nothing to say.</summary>
    public byte[] Write(SubscriptionBatch batch)
    {
        var request = new SubscriptionRequest(++LastId, plan.Endpoint, batch.Markets, plan.TradeStream)
        {
            UnixMs = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            Channels = batch.IsEnd && _channels.Count > 0
                ? [.. batch.Markets.Select(market => _channels.GetValueOrDefault(adapter.WireSymbol(market.Market)))]
                : [],
        };
        return batch.IsEnd ? adapter.Unsubscribe(request) : adapter.Subscribe(request);
    }
}
