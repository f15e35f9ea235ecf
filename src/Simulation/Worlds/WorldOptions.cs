namespace SqueezeFlow.Simulation.Worlds;

/// <summary>What a world is a function of, beside market time.</summary>
/// <param name="Seed">Any number; another one gives another world.</param>
/// <param name="Symbols">Base coins, 1 to <see cref="MaxSymbols"/>; each has a spot market and a perpetual.</param>
/// <param name="TradesPerSecond">Trades per second of market time over all markets, greater than zero: rate ÷ speed of the demo.</param>
public sealed record WorldOptions(long Seed, int Symbols, double TradesPerSecond)
{
    /// <summary>Most base coins a world can have.</summary>
    public static int MaxSymbols => Coin.All.Count;
}
