namespace SqueezeFlow.Simulation.Worlds.Randomness;

/// <summary>
/// A curve that wanders like a random walk and can be read at any time without its past: waves of all lengths, each twice
/// as long as the last and √2 times as high.
/// </summary>
internal sealed class Noise(ulong seed, double step)
{
    private const int FirstOctave = 1;
    private const int LastOctave = 22;
    private const double Root2 = 1.4142135623730951;

    /// <summary>Value at a time in seconds; the spread of a difference over s seconds is about <c>step × √(2s)</c>.</summary>
    public double At(double seconds)
    {
        double sum = 0;
        var height = step * Root2;
        for (var octave = FirstOctave; octave <= LastOctave; octave++)
        {
            sum += height * Smooth(Mix.Hash(seed, octave), seconds / (1L << octave));
            height *= Root2;
        }

        return sum;
    }

    /// <summary>One wave: random heights in [−1, 1] at whole numbers, joined smoothly.</summary>
    public static double Smooth(ulong seed, double at)
    {
        var cell = (long)Math.Floor(at);
        var part = at - cell;
        var ease = part * part * (3 - (2 * part));
        var left = Mix.Signed(seed, cell);
        return left + (ease * (Mix.Signed(seed, cell + 1) - left));
    }
}
