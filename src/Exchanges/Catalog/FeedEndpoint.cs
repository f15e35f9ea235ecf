namespace SqueezeFlow.Exchanges.Catalog;

/// <summary>One WebSocket address of a venue.</summary>
/// <param name="Name">Name in the configuration, lower case, e.g. <c>coinm</c>.</param>
/// <param name="Address">The venue's own address, <c>ws</c> or <c>wss</c>.</param>
/// <param name="StreamsPerMarket">Subscriptions that one market takes on it; at least 1.</param>
public sealed record FeedEndpoint(string Name, Uri Address, int StreamsPerMarket = 1);
