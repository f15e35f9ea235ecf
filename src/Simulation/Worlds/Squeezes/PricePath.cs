using SqueezeFlow.Simulation.Worlds.Randomness;

namespace SqueezeFlow.Simulation.Worlds.Squeezes;

/// <summary>Fair price of a coin at any time: a walk that all coins share, one of its own, and the moves of its squeezes.</summary>
internal sealed class PricePath(Coin coin, ulong seed, Noise shared, SqueezeSchedule squeezes)
{
    private const double Step = 3.0e-5;
    private readonly Noise _own = new(Mix.Hash(seed, 1), Step * 0.7);
    private readonly ulong _basis = Mix.Hash(seed, 2);
    private readonly double _sensitivity = 0.8 + (0.5 * Mix.Unit(Mix.Hash(seed, 3)));

    /// <summary>The step of the shared walk, relative per √second.</summary>
    public static double SharedStep => Step * 0.8;

    /// <summary>Fair spot price, USD.</summary>
    public double Spot(long unixMs)
    {
        var seconds = (unixMs - World.StartUnixMs) / 1000.0;
        var move = (_sensitivity * shared.At(seconds)) + _own.At(seconds) + squeezes.PriceMove(unixMs);
        return coin.Price * Exp(move);
    }

    /// <summary>Fair price of the perpetual for a fair spot price: a premium of a few hundredths of a percent that drifts.</summary>
    public double Perp(double spot, long unixMs)
    {
        var seconds = (unixMs - World.StartUnixMs) / 1000.0;
        var premium = 1e-4 + (2e-4 * Noise.Smooth(_basis, seconds / 7200)) + (4e-5 * Noise.Smooth(_basis + 1, seconds / 20));
        return spot * (1 + premium);
    }

    private static double Exp(double x) => 1 + (x * (1 + (x / 2 * (1 + (x / 3 * (1 + (x / 4)))))));
}
