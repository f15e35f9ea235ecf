namespace SqueezeFlow.Exchanges.Venues;

/// <summary>One WebSocket address of a venue.</summary>
/// <param name="Name">Name in the configuration, lower case, e.g. <c>coinm</c>.</param>
/// <param name="Address">The venue's own address, <c>ws</c> or <c>wss</c>.</param>
/// <param name="StreamsPerMarket">Subscriptions that one market takes on it; at least 1.</param>
public sealed record FeedEndpoint(string Name, Uri Address, int StreamsPerMarket = 1)
{
    /// <summary>Texts to send once after connecting, before the first subscription: settings of the connection, venue-wide channels.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Greetings { get; init; } = [];

    /// <summary>Lines of the handshake's request besides the usual ones, e.g. <c>X-Gate-Size-Decimal: 1</c>.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>The client's heartbeat where it differs from the venue's; null for the venue's.</summary>
    public FeedHeartbeat? Heartbeat { get; init; }

    /// <summary>Subscriptions to put on one connection where it differs from the venue's; null for the venue's.</summary>
    public int? StreamsPerConnection { get; init; }

    /// <summary>Subscriptions to name in one message where it differs from the venue's; null for the venue's.</summary>
    public int? StreamsPerMessage { get; init; }

    /// <summary>Time to wait after connecting before anything is sent.</summary>
    public TimeSpan SendAfter { get; init; }
}
