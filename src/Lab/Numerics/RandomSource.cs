namespace SqueezeFlow.Lab.Numerics;

/// <summary>
/// Random numbers that depend on their seed alone, today and on every machine: SplitMix64. Source: Steele, Lea, Flood, Fast
/// splittable pseudorandom number generators, OOPSLA 2014. Not thread-safe; <see cref="Fork"/> makes one for each thread.
/// </summary>
public sealed class RandomSource(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15UL;
    private ulong _state = seed;

    /// <summary>A source of its own for a key: what is drawn from it does not depend on what was drawn elsewhere.</summary>
    public static RandomSource Fork(ulong seed, long key) => new(Mix(seed ^ Mix((ulong)key * Golden + Golden)));

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        _state += Golden;
        return Mix(_state);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Next() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, <paramref name="count"/>); <paramref name="count"/> is greater than zero.</summary>
    public int Next(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return (int)Math.BigMul(NextBits(), (ulong)count, out _);
    }

    /// <summary>Standard normal.</summary>
    public double NextNormal() => NormalDistribution.Quantile(((NextBits() >> 12) + 0.5) * (1.0 / (1UL << 52)));

    /// <summary>Brings items into random order: Fisher and Yates, as Durstenfeld wrote it.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = Next(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }
}
