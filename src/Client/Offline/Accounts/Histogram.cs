using SqueezeFlow.Lab.Numerics;

namespace SqueezeFlow.Client.Offline.Accounts;

/// <summary>How values are distributed.</summary>
/// <param name="Count">Values.</param>
/// <param name="Zeros">Those that are exactly 0, which are in no bin: days on which nothing was held.</param>
/// <param name="Bins">Counts of the others in ranges of one length, ends excluded; one of them begins at 0 where values lie on both sides.</param>
internal sealed record Histogram(int Count, int Zeros, IReadOnlyList<HistogramBin> Bins)
{
    private const int MostBins = 20;

    /// <summary>Smallest value; null without any.</summary>
    public double? Smallest { get; private init; }

    /// <summary>The value in the middle.</summary>
    public double? Median { get; private init; }

    /// <summary>The mean.</summary>
    public double? Mean { get; private init; }

    /// <summary>Largest value.</summary>
    public double? Largest { get; private init; }

    /// <summary>Counts finite values.</summary>
    public static Histogram Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        double[] counted = [.. sorted.Where(value => value != 0)];
        return new(sorted.Length, sorted.Length - counted.Length, BinsOf(counted))
        {
            Smallest = sorted.Length == 0 ? null : sorted[0],
            Median = sorted.Length == 0 ? null : SortedValues.Quantile(sorted, 0.5),
            Mean = sorted.Length == 0 ? null : sorted.Average(),
            Largest = sorted.Length == 0 ? null : sorted[^1],
        };
    }

    private static HistogramBin[] BinsOf(double[] sorted)
    {
        if (sorted.Length == 0)
        {
            return [];
        }

        var (step, power) = StepOf(sorted[^1] - sorted[0] is > 0 and var span ? span : Math.Abs(sorted[0]));
        var length = power < 0 ? step / Math.Pow(10, -power) : step * Math.Pow(10, power);
        var first = PlaceOf(sorted[0]);
        var counts = new int[PlaceOf(sorted[^1]) - first + 1];
        foreach (var value in sorted)
        {
            counts[PlaceOf(value) - first]++;
        }

        return [.. counts.Select((count, i) => new HistogramBin(Edge(first + i), Edge(first + i + 1), count))];

        long PlaceOf(double value)
        {
            // A quotient may be rounded to the other side of an edge.
            var place = (long)Math.Floor(value / length);
            return value < Edge(place) ? place - 1 : value >= Edge(place + 1) ? place + 1 : place;
        }

        // Multiples of decimals by one division, so that an edge reads 0.3 and not 0.30000000000000004.
        double Edge(long number) => power < 0 ? number * step / Math.Pow(10, -power) : number * step * Math.Pow(10, power);
    }

    // The shortest of 1, 2, 5, 10, 20… of which not more than so many span all values.
    private static (int Step, int Power) StepOf(double span)
    {
        var least = span / (MostBins - 1);
        var power = (int)Math.Floor(Math.Log10(least));
        var unit = Math.Pow(10, power);
        return least <= unit ? (1, power) : least <= 2 * unit ? (2, power) : least <= 5 * unit ? (5, power) : (1, power + 1);
    }
}

/// <summary>A range of values.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends, exclusive.</param>
/// <param name="Count">Values in it.</param>
internal readonly record struct HistogramBin(double From, double To, int Count);
