namespace SqueezeFlow.Simulation.Worlds.Randomness;

/// <summary>Numbers that depend on their keys alone. Only + − × ÷ and bit operations, so every machine computes the same.</summary>
internal static class Mix
{
    /// <summary>A well spread number for a seed and a key.</summary>
    public static ulong Hash(ulong seed, long key)
    {
        var x = seed ^ ((ulong)key * 0x9E3779B97F4A7C15UL);
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public static double Unit(ulong hash) => (hash >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [−1, 1).</summary>
    public static double Signed(ulong seed, long key) => (2 * Unit(Hash(seed, key))) - 1;
}
