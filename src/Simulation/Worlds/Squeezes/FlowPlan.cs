using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Worlds.Randomness;

namespace SqueezeFlow.Simulation.Worlds.Squeezes;

/// <summary>What a market turns over in a minute and how much of it is bought by takers, whatever the number of trades.</summary>
internal sealed class FlowPlan(WorldMarket market, ulong coinSeed, SqueezeSchedule squeezes)
{
    private const double NoiseLevel = 0.4;
    private const double CalmInSqueeze = 0.3;
    private const double MostImbalance = 0.8;
    private readonly ulong _own = Mix.Hash(coinSeed, 40 + (int)market.Kind);
    private readonly ulong _shared = Mix.Hash(coinSeed, 42);
    private readonly ulong _activity = Mix.Hash(coinSeed, 43);
    private readonly double _perMinute = market.Turnover / 5;

    /// <summary>Buys and sells of a minute, USD; both greater than zero. Minutes count from the world's start.</summary>
    public (double Buys, double Sells) At(long minute)
    {
        var from = World.StartUnixMs + (minute * 60_000);
        var activity = squeezes.Activity(from) * (1 + (0.25 * Noise.Smooth(_activity, minute / 9.0)));
        var turnover = _perMinute * activity;
        var sign = market.Kind == MarketKind.Spot ? 1 : -1;
        var planned = sign * market.Turnover * (squeezes.FlowSum(from + 60_000) - squeezes.FlowSum(from));
        var calm = squeezes.At(from).IsActive ? CalmInSqueeze : 1;
        var noise = _perMinute * calm * (Level(minute + 1) - Level(minute));
        var delta = Math.Clamp(planned + noise, -MostImbalance * turnover, MostImbalance * turnover);
        return ((turnover + delta) / 2, (turnover - delta) / 2);
    }

    // A bounded level whose differences are the noise: flow is lively from minute to minute and goes nowhere over hours.
    private double Level(long minute) =>
        NoiseLevel * ((0.6 * Mix.Signed(_own, minute)) + (0.5 * Mix.Signed(_shared, minute)));
}
