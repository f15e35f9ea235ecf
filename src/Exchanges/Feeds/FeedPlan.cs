using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>One connection to make.</summary>
/// <param name="FeedId">Feed id, e.g. <c>BINANCE/0</c>.</param>
/// <param name="Exchange">Venue id.</param>
/// <param name="Endpoint">Endpoint name, e.g. <c>coinm</c>.</param>
/// <param name="Address">Address to dial, <c>ws</c> or <c>wss</c>.</param>
/// <param name="Markets">Markets to subscribe to, within the venue's limits.</param>
public sealed record FeedPlan(string FeedId, string Exchange, string Endpoint, Uri Address, IReadOnlyList<Instrument> Markets)
{
    /// <summary>Those of the markets whose sizes or status have changed, with what was in force when.</summary>
    public IReadOnlyList<InstrumentHistory> Changed { get; init; } = [];

    /// <summary>Configured kind of trade stream; null for the venue's default.</summary>
    public string? TradeStream { get; init; }
}
