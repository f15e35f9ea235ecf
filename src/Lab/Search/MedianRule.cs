namespace SqueezeFlow.Lab.Search;

/// <summary>
/// Gives up what is hopeless: a candidate whose objective over the first part of the data is below the median of the earlier candidates'
/// over the same part. Source: the median stopping rule of Golovin and others, Google Vizier, KDD 2017.
/// </summary>
internal sealed class MedianRule
{
    private const int FewestKnown = 10;
    private readonly double _median;

    /// <param name="known">Objectives over the first part, of earlier rounds.</param>
    public MedianRule(IEnumerable<double> known)
    {
        double[] sorted = [.. known.Select(value => double.IsNaN(value) ? double.NegativeInfinity : value)];
        Array.Sort(sorted);
        _median = sorted.Length < FewestKnown ? double.NegativeInfinity : sorted[sorted.Length / 2];
    }

    /// <summary>Whether a candidate is given up. One without an objective yet (too few days, no trade) is not worse than most.</summary>
    public bool Stops(double early) => early < _median || (double.IsNaN(early) && _median > double.NegativeInfinity);
}
