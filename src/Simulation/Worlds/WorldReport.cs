namespace SqueezeFlow.Simulation.Worlds;

/// <summary>What the world traded over <c>[FromUnixMs, ToUnixMs)</c>.</summary>
/// <param name="FromUnixMs">Start, milliseconds since 1970 UTC.</param>
/// <param name="ToUnixMs">End, exclusive.</param>
/// <param name="Markets">One entry per market in ordinal order.</param>
public sealed record WorldReport(long FromUnixMs, long ToUnixMs, IReadOnlyList<MarketReport> Markets)
{
    /// <summary>Messages of all default streams.</summary>
    public long Trades => Markets.Sum(market => market.Trades);
}
