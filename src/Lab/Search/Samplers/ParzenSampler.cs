using SqueezeFlow.Lab.Numerics;
using SqueezeFlow.Lab.Search.Spaces;

namespace SqueezeFlow.Lab.Search.Samplers;

/// <summary>
/// Tree-structured Parzen estimator: what was tried is divided into the best and the rest, a density is laid over each, and of some points
/// drawn from the first the one is taken that is likeliest under it and least likely under the other. Sources: Bergstra, Bardenet, Bengio,
/// Kégl, Algorithms for hyper-parameter optimization, NIPS 2011; kernels over all parameters at once as in Falkner, Klein, Hutter, BOHB, ICML 2018.
/// </summary>
public sealed class ParzenSampler(SearchSpace space, ulong seed) : ISampler
{
    private const int Drawn = 24;
    private const int MostGood = 25;
    private const double GoodShare = 0.1;

    // Each tried point costs time at every draw; the oldest of the rest tell least.
    private const int MostOthers = 1_000;
    private readonly RandomSampler _beginning = new(space, seed);

    /// <summary>Candidates that are drawn anywhere before anything is learnt.</summary>
    public const int Beginning = 32;

    /// <inheritdoc/>
    public Func<int, double[]> Learn(IReadOnlyList<Scored> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        var scored = known.Count(candidate => double.IsFinite(candidate.Score));
        if (known.Count < Beginning || scored == 0)
        {
            return _beginning.At;
        }

        var order = Enumerable.Range(0, known.Count).OrderByDescending(i => Rank(known[i].Score)).ThenBy(i => i).ToList();
        var count = Math.Min(scored, Math.Min(MostGood, (int)Math.Ceiling(GoodShare * known.Count)));
        var good = DensityOf(known, order.Take(count));
        var others = DensityOf(known, order.Skip(count).OrderDescending().Take(MostOthers));
        return number => Draw(good, others, RandomSource.Fork(seed, number));
    }

    private static double Rank(double score) => double.IsNaN(score) ? double.NegativeInfinity : score;

    private ParzenDensity DensityOf(IReadOnlyList<Scored> known, IEnumerable<int> members) =>
        new([.. members.Select(i => space.SharesOf(known[i].Values))], space.Parameters.Count);

    private double[] Draw(ParzenDensity good, ParzenDensity others, RandomSource random)
    {
        double[]? best = null;
        var most = double.NegativeInfinity;
        for (var i = 0; i < Drawn; i++)
        {
            var point = good.Draw(random);
            var gain = good.LogAt(point) - others.LogAt(point);
            if (best is null || gain > most)
            {
                (best, most) = (point, gain);
            }
        }

        return space.At(best);
    }
}
