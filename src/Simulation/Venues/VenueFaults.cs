using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Simulation.Venues;

/// <summary>
/// What goes wrong at the simulated venues. Which trade is hit depends on the world's seed, the market and the trade's number alone, so that two
/// runs over the same market time are hit alike.
/// </summary>
public sealed record VenueFaults
{
    /// <summary>Share of trade messages that are sent twice, percent.</summary>
    public double DuplicatePercent { get; init; }

    /// <summary>Share of taker orders that the market's next one overtakes on the stream, percent; at most 50.</summary>
    public double ReorderPercent { get; init; }

    /// <summary>When connections fall silent.</summary>
    public IReadOnlyList<SilentPeriod> Silences { get; init; } = [];

    /// <summary>Markets to which every subscription is refused, together with whatever is asked for in the same message.</summary>
    public IReadOnlySet<MarketId> Refused { get; init; } = new HashSet<MarketId>();

    /// <summary>The venue that answers REST calls with 429; null for none.</summary>
    public string? BusyExchange { get; init; }

    /// <summary>Of the REST calls to <see cref="BusyExchange"/>, each one whose number this divides is answered with 429 and <c>Retry-After: 1</c>.</summary>
    public int RefuseRestEvery { get; init; } = 1;
}
