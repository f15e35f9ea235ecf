namespace SqueezeFlow.Simulation.Worlds.Randomness;

/// <summary>A run of random numbers that starts anew for every block, so that blocks can be made in any order.</summary>
internal struct RandomSequence(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Uniform in [0, 1).</summary>
    public double Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        return Mix.Unit(Mix.Hash(_state, 1));
    }

    /// <summary>Uniform in [0, <paramref name="count"/>).</summary>
    public int Next(int count) => (int)(Next() * count);

    /// <summary>At least 1, with a tail of exponent 4/3: most draws are small and a few are huge.</summary>
    public double NextHeavy(double most)
    {
        var root = Math.Sqrt(1 / (1 - Next()));
        return Math.Min(most, root * Math.Sqrt(root));
    }
}
