using SqueezeFlow.Lab.Numerics;

namespace SqueezeFlow.Lab.Search.Samplers;

/// <summary>
/// A density in the unit cube: a normal kernel at each point, cut off at the walls, and one wide kernel in the middle, so that no place is
/// impossible. Widths follow the number of points: 0.2 n^(−1/(d + 4)), as Scott's rule has them.
/// </summary>
internal sealed class ParzenDensity
{
    private const double WidestSigma = 0.2;
    private readonly double[][] _centres;
    private readonly double _sigma;
    private readonly double[] _weights;

    public ParzenDensity(IReadOnlyList<double[]> points, int dimensions)
    {
        _centres = [.. points, [.. Enumerable.Repeat(0.5, dimensions)]];
        _sigma = Math.Max(WidestSigma * Math.Pow(Math.Max(points.Count, 1), -1.0 / (dimensions + 4)), 1.0 / Math.Min(100, points.Count + 2) / 2);
        _weights = new double[_centres.Length];
        for (var i = 0; i < _centres.Length; i++)
        {
            var weight = 1.0 / _centres.Length;
            foreach (var centre in _centres[i])
            {
                var (low, high) = Walls(centre, SigmaOf(i));
                weight /= SigmaOf(i) * (high - low);
            }

            _weights[i] = weight;
        }
    }

    /// <summary>A random point.</summary>
    public double[] Draw(RandomSource random)
    {
        var kernel = random.Next(_centres.Length);
        var sigma = SigmaOf(kernel);
        var point = new double[_centres[kernel].Length];
        for (var i = 0; i < point.Length; i++)
        {
            var (low, high) = Walls(_centres[kernel][i], sigma);
            var share = Math.Clamp(low + (random.Next() * (high - low)), 1e-15, 1 - 1e-15);
            point[i] = Math.Clamp(_centres[kernel][i] + (sigma * NormalDistribution.Quantile(share)), 0, 1);
        }

        return point;
    }

    /// <summary>Logarithm of the density at a point, but for a constant that all densities of as many dimensions share.</summary>
    public double LogAt(double[] point)
    {
        double sum = 0;
        for (var i = 0; i < _centres.Length; i++)
        {
            var centre = _centres[i];
            double square = 0;
            for (var j = 0; j < point.Length; j++)
            {
                square += (point[j] - centre[j]) * (point[j] - centre[j]);
            }

            sum += _weights[i] * Math.Exp(-square / (2 * SigmaOf(i) * SigmaOf(i)));
        }

        return Math.Log(sum);
    }

    // The last kernel is the wide one.
    private double SigmaOf(int kernel) => kernel == _centres.Length - 1 ? 1 : _sigma;

    private static (double Low, double High) Walls(double centre, double sigma) =>
        (NormalDistribution.Cumulative(-centre / sigma), NormalDistribution.Cumulative((1 - centre) / sigma));
}
