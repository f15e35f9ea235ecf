namespace SqueezeFlow.Exchanges.Venues;

/// <summary>The facts of a venue that the engine needs: addresses, limits, timing.</summary>
/// <param name="Id">Venue id, upper case, e.g. <c>BINANCE_FUTURES</c>.</param>
public sealed record ExchangeDescriptor(string Id)
{
    /// <summary>WebSocket addresses; the first is the main one. Never empty.</summary>
    public required IReadOnlyList<FeedEndpoint> Endpoints { get; init; }

    /// <summary>REST bases; the first is the main one.</summary>
    public IReadOnlyList<RestEndpoint> Rests { get; init; } = [];

    /// <summary>Subscriptions to put on one connection: a safe working figure.</summary>
    public int StreamsPerConnection { get; init; } = 100;

    /// <summary>Subscriptions to name in one message.</summary>
    public int StreamsPerMessage { get; init; } = 100;

    /// <summary>Messages the venue accepts from one connection each second, pings and pongs included.</summary>
    public int MessagesPerSecond { get; init; } = 5;

    /// <summary>The client's heartbeat; null where the venue needs none.</summary>
    public FeedHeartbeat? Heartbeat { get; init; }

    /// <summary>Silence, control frames included, after which a connection is dead.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Age at which the venue cuts a connection; null where it does not. The engine renews before.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>False for venues that have closed: their frames are decoded, their addresses never dialled.</summary>
    public bool IsAlive => Closed is null;

    /// <summary>Connects that the venue accepts from one address; null where it states no limit.</summary>
    public RequestBudget? Connects { get; init; }

    /// <summary>Messages that begin or end subscriptions which the venue accepts on one connection; null where it does not count them.</summary>
    public RequestBudget? Subscriptions { get; init; }

    /// <summary>How refusals of subscriptions are told apart.</summary>
    public RefusalRules Refusals { get; init; } = RefusalRules.Common;

    /// <summary>Connections that the venue accepts from one address; null where it states no limit.</summary>
    public int? MostConnections { get; init; }

    /// <summary>Why the venue can never be connected to, e.g. <c>closed on 2026-09-23</c>; null while it is alive.</summary>
    public string? Closed { get; init; }

    /// <summary>The main WebSocket address.</summary>
    public FeedEndpoint Main => Endpoints[0];

    /// <summary>An endpoint by its name; the main one for a name that is none.</summary>
    public FeedEndpoint Find(string endpoint) => Endpoints.FirstOrDefault(known => known.Name == endpoint) ?? Main;
}
