using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Worlds.Randomness;
using SqueezeFlow.Simulation.Worlds.Squeezes;
using SqueezeFlow.Simulation.Worlds.Trades;

namespace SqueezeFlow.Simulation.Worlds;

/// <summary>All that makes one market's trades and history. Safe for concurrent use.</summary>
internal sealed class MarketSource
{
    private readonly PricePath _path;
    private readonly FlowPlan _flow;
    private readonly TradeCounts _counts;
    private readonly MinuteBuilder _builder;
    private readonly SqueezeSchedule _squeezes;
    private readonly ulong _interest;

    public MarketSource(WorldMarket market, ulong seed, ulong coinSeed, PricePath path, SqueezeSchedule squeezes, double perMinute)
    {
        Market = market;
        _path = path;
        _squeezes = squeezes;
        _interest = Mix.Hash(seed, 3);
        _flow = new(market, coinSeed, squeezes);
        _counts = new(Mix.Hash(seed, 1), market.Kind, perMinute);
        _builder = new(market, Mix.Hash(seed, 2), _counts, _flow, FairPrice);
    }

    /// <summary>The market.</summary>
    public WorldMarket Market { get; }

    /// <summary>Trades of a minute since the world's start.</summary>
    public void Fill(MinuteBlock block, long minute) => _builder.Build(block, minute);

    /// <summary>Id of the first aggregate of a minute.</summary>
    public long FirstAggregate(long minute) => _counts.FirstAggregate(minute);

    /// <summary>Id of the first fill of a minute.</summary>
    public long FirstFill(long minute) => _counts.FirstFill(minute);

    /// <summary>Planned buys and sells of a minute, USD.</summary>
    public (double Buys, double Sells) Flow(long minute) => _flow.At(minute);

    /// <summary>Fair price, USD.</summary>
    public double FairPrice(long unixMs)
    {
        var spot = _path.Spot(unixMs);
        return Market.Kind == MarketKind.Spot ? spot : _path.Perp(spot, unixMs);
    }

    /// <summary>Open interest of a perpetual, base units: it breathes over hours and swells while a squeeze builds up.</summary>
    public double OpenInterest(long unixMs)
    {
        var hours = (unixMs - World.StartUnixMs) / 3_600_000.0;
        var swing = (0.04 * Noise.Smooth(_interest, hours / 6)) + (0.002 * Noise.Smooth(_interest + 1, hours * 12));
        return Market.Turnover * 40 / Market.Coin.Price * (1 + swing + (0.03 * _squeezes.Crowding(unixMs)));
    }
}
