using SqueezeFlow.Lab.Numerics;
using SqueezeFlow.Lab.Overfitting;

namespace SqueezeFlow.Lab.Tests.Overfitting;

public sealed class SymmetricCrossValidationTests
{
    /// <summary>Written once more from the paper's steps: whole matrices, sorted ranks, logits.</summary>
    [Theory]
    [InlineData(1, 8, 6)]
    [InlineData(2, 25, 8)]
    [InlineData(3, 5, 4)]
    public void It_is_what_the_definition_says(ulong seed, int candidates, int blocks)
    {
        var matrix = Noise(seed, candidates, 120);
        for (var i = 0; i < candidates; i++)
        {
            matrix[i] = [.. matrix[i].Select(value => value + (0.02 * i))];
        }

        var result = SymmetricCrossValidation.Of([.. matrix.Select(row => ReturnBlocks.Of(row, blocks))]);

        var logits = Definition(matrix, blocks);
        Assert.Equal(logits.Count, result.Splits);
        Assert.Equal(logits.Average(split => split.Logit <= 0 ? 1.0 : 0), result.Probability, 1e-12);
        Assert.Equal(logits.Average(split => split.Outside < 0 ? 1.0 : 0), result.ProbabilityOfLoss, 1e-12);
        Assert.Equal(Slope(logits), result.Degradation, 1e-9);
    }

    [Fact]
    public void Sixteen_blocks_are_divided_in_12870_ways() =>
        Assert.Equal(12_870, SymmetricCrossValidation.Of([.. Noise(1, 2, 64).Select(Blocks)]).Splits);

    [Fact]
    public void Choosing_among_noise_is_as_good_as_a_coin()
    {
        var probabilities = Enumerable.Range(0, 30).Select(seed => SymmetricCrossValidation.Of([.. Noise((ulong)seed, 20, 160).Select(row => ReturnBlocks.Of(row, 10))]).Probability);

        Assert.Equal(0.5, probabilities.Average(), 0.1);
    }

    [Fact]
    public void A_candidate_that_is_better_everywhere_is_no_overfitting()
    {
        var matrix = Noise(4, 30, 320);
        matrix[7] = [.. matrix[7].Select(value => value + 1)];

        var result = SymmetricCrossValidation.Of([.. matrix.Select(Blocks)]);

        Assert.Equal((0, 0), (result.Probability, result.ProbabilityOfLoss));
    }

    /// <summary>What is best in one half because of one lucky block is worst in the other.</summary>
    [Fact]
    public void Luck_in_single_blocks_is_overfitting()
    {
        var matrix = Noise(4, 16, 320);
        for (var i = 0; i < 16; i++)
        {
            matrix[i] = [.. matrix[i].Select((value, day) => (value * 0.01) + (day / 20 == i ? 1 : -0.05))];
        }

        Assert.InRange(SymmetricCrossValidation.Of([.. matrix.Select(Blocks)]).Probability, 0.95, 1);
    }

    [Fact]
    public void Candidates_that_did_nothing_are_alike_and_prove_nothing()
    {
        var result = SymmetricCrossValidation.Of([.. Enumerable.Repeat(Blocks(new double[64]), 5)]);

        Assert.Equal((1, 0), (result.Probability, result.ProbabilityOfLoss));
    }

    [Fact]
    public void Candidates_of_other_times_are_refused()
    {
        Assert.Contains("number 1", Assert.Throws<ArgumentException>(() => SymmetricCrossValidation.Of([Blocks(new double[64]), Blocks(new double[65])])).Message, StringComparison.Ordinal);
        Assert.Contains("found 1", Assert.Throws<ArgumentException>(() => SymmetricCrossValidation.Of([Blocks(new double[64])])).Message, StringComparison.Ordinal);
        Assert.Contains("found 7", Assert.Throws<ArgumentException>(() => SymmetricCrossValidation.Of([ReturnBlocks.Of(new double[64], 7), ReturnBlocks.Of(new double[64], 7)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_differ_by_one_return_at_most()
    {
        var blocks = ReturnBlocks.Of([1, 2, 3, 4, 5], 2);

        Assert.Equal([3.0, 2.0], blocks.Counts);
        Assert.Equal([6.0, 9.0], blocks.Sums);
        Assert.Equal([14.0, 41.0], blocks.Squares);
    }

    [Fact]
    public void A_stretch_of_blocks_has_the_ratio_of_its_returns()
    {
        var row = Noise(5, 1, 160)[0];

        Assert.Equal(Ratio(row[..80]), Blocks(row).RatioOf(0, 8), 1e-12);
        Assert.Equal(Ratio(row[80..]), Blocks(row).RatioOf(8, 8), 1e-12);
        Assert.Equal(0, Blocks(new double[64]).RatioOf(8, 8));
    }

    private static ReturnBlocks Blocks(double[] row) => ReturnBlocks.Of(row, SymmetricCrossValidation.Blocks);

    private static double[][] Noise(ulong seed, int candidates, int days) =>
        [.. Enumerable.Range(0, candidates).Select(i => { var random = RandomSource.Fork(seed, i); return Enumerable.Range(0, days).Select(_ => random.NextNormal()).ToArray(); })];

    private static List<(double Logit, double Inside, double Outside)> Definition(double[][] matrix, int blocks)
    {
        var length = matrix[0].Length / blocks;
        List<(double, double, double)> logits = [];
        foreach (var half in Halves(0, blocks, blocks / 2))
        {
            var inside = matrix.Select(row => Ratio([.. row.Where((_, day) => half.Contains(day / length))])).ToList();
            var outside = matrix.Select(row => Ratio([.. row.Where((_, day) => !half.Contains(day / length))])).ToList();
            var best = inside.IndexOf(inside.Max());
            var rank = outside.Order().ToList().IndexOf(outside[best]) + 1;
            var relative = rank / (matrix.Length + 1.0);
            logits.Add((Math.Log(relative / (1 - relative)), inside[best], outside[best]));
        }

        return logits;
    }

    private static IEnumerable<int[]> Halves(int from, int to, int count) => count == 0
        ? [[]]
        : Enumerable.Range(from, to - from).SelectMany(first => Halves(first + 1, to, count - 1).Select(rest => rest.Prepend(first).ToArray()));

    private static double Ratio(double[] values) =>
        values.Average() / Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Length - 1));

    private static double Slope(List<(double Logit, double Inside, double Outside)> splits)
    {
        var (x, y) = (splits.Average(split => split.Inside), splits.Average(split => split.Outside));
        return splits.Sum(split => (split.Inside - x) * (split.Outside - y)) / splits.Sum(split => Math.Pow(split.Inside - x, 2));
    }
}
