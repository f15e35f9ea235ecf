using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Simulation.Worlds;

/// <summary>All that makes one market's trades and history. Safe for concurrent use.</summary>
internal sealed class MarketSource
{
    private readonly PricePath _path;
    private readonly FlowPlan _flow;
    private readonly TradeCounts _counts;
    private readonly MinuteBuilder _builder;

    public MarketSource(WorldMarket market, ulong seed, ulong coinSeed, PricePath path, SqueezeSchedule squeezes, double perMinute)
    {
        Market = market;
        _path = path;
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
}
