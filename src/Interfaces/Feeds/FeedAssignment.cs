using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Interfaces.Feeds;

/// <summary>What a feed reads.</summary>
/// <param name="Exchange">Venue id.</param>
/// <param name="Endpoint">Name of the venue's endpoint, e.g. <c>main</c>.</param>
/// <param name="Address">WebSocket address.</param>
/// <param name="Markets">Markets to subscribe.</param>
public sealed record FeedAssignment(string Exchange, string Endpoint, Uri Address, IReadOnlyList<Instrument> Markets)
{
    /// <summary>Configured kind of trade stream; null for the venue's default.</summary>
    public string? TradeStream { get; init; }

    /// <summary>Those of the markets whose sizes or status have changed, with what was in force when.</summary>
    public IReadOnlyList<InstrumentHistory> Changed { get; init; } = [];

    /// <summary>Whether other feeds read the same markets: then they stand in the ledger as one.</summary>
    public bool IsRedundant { get; init; }

    /// <summary>Number of the plan that it is part of; an earlier one never takes the place of a later one.</summary>
    public long Version { get; init; }

    /// <summary>Whether another assignment means the same work, of whatever plan it is part.</summary>
    public bool IsSameWork(FeedAssignment other) => IsSameConnection(other) && Markets.SequenceEqual(other.Markets) && Changed.SequenceEqual(other.Changed);

    /// <summary>Whether another assignment is carried out by the same connection, if with other markets.</summary>
    public bool IsSameConnection(FeedAssignment other) =>
        Exchange == other.Exchange && Endpoint == other.Endpoint && Address == other.Address && TradeStream == other.TradeStream && IsRedundant == other.IsRedundant;
}
