using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Simulation.Worlds;

/// <summary>
/// A market that never was: spot and perpetual markets of well-known coins whose every trade is a pure function of seed,
/// options and market time. Any minute can be made without the ones before it. Safe for concurrent use.
/// </summary>
public sealed class World
{
    /// <summary>Time of the first trade's minute: 2025-01-01T00:00:00Z, milliseconds since 1970 UTC. Earlier there is only kline history.</summary>
    public const long StartUnixMs = 1_735_689_600_000;

    private readonly MarketSource[] _sources;
    private readonly Dictionary<MarketId, MarketSource> _byId;

    /// <summary>Makes the world; cheap, nothing is generated yet.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Symbols or rate out of range.</exception>
    public World(WorldOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Symbols, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Symbols, WorldOptions.MaxSymbols);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.TradesPerSecond);
        Options = options;
        _sources = WorldPlan.Build(options);
        Markets = [.. _sources.Select(source => source.Market)];
        _byId = _sources.ToDictionary(source => source.Market.Id);
    }

    /// <summary>What it was made from.</summary>
    public WorldOptions Options { get; }

    /// <summary>All markets in ordinal order.</summary>
    public IReadOnlyList<WorldMarket> Markets { get; }

    /// <summary>Per market: trades and notional over <c>[fromUnixMs, toUnixMs)</c>; nothing is traded before <see cref="StartUnixMs"/>.</summary>
    public WorldReport Report(long fromUnixMs, long toUnixMs) =>
        new(fromUnixMs, toUnixMs, [.. _sources.Select(source => Truth.Sum(source, fromUnixMs, toUnixMs))]);

    /// <summary>One market: trades and notional over <c>[fromUnixMs, toUnixMs)</c>.</summary>
    /// <exception cref="KeyNotFoundException">The world has no such market.</exception>
    public MarketReport Report(MarketId market, long fromUnixMs, long toUnixMs) => Truth.Sum(_byId[market], fromUnixMs, toUnixMs);

    /// <summary>
    /// Bars of one market that hold a trade of <c>[fromUnixMs, toUnixMs)</c>, folded from its trades, in time order.
    /// A bar cut by the range holds only the trades inside.
    /// </summary>
    /// <exception cref="KeyNotFoundException">The world has no such market.</exception>
    public IEnumerable<Bar> Bars(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs) =>
        Truth.Fold(_byId[market], timeframe, fromUnixMs, toUnixMs);

    /// <summary>Fair price of a coin's perpetual, USD; null when the world has no such coin.</summary>
    public double? FairPrice(string baseCoin, long unixMs) =>
        Markets.FirstOrDefault(market => market.Kind == MarketKind.Perp && market.BaseCoin == baseCoin) is { } market ? Source(market).FairPrice(unixMs) : null;

    /// <summary>Everything about one market.</summary>
    internal MarketSource Source(WorldMarket market) => _sources[market.Index];

    /// <summary>Minute since the start that holds a time.</summary>
    internal static long MinuteOf(long unixMs) => (Timeframe.M1.Floor(unixMs) - StartUnixMs) / Timeframe.M1.Milliseconds;
}
