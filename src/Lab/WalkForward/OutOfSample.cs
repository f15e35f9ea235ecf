using SqueezeFlow.Lab.Trials;
using SqueezeFlow.Lab.Verdicts;

namespace SqueezeFlow.Lab.WalkForward;

/// <summary>All tests of a walk-forward as one account.</summary>
/// <param name="Profits">Profit of each closed trade, test after test, USD.</param>
/// <param name="Returns">Daily returns, test after test.</param>
/// <param name="Positions">When positions were held.</param>
public sealed record OutOfSample(double[] Profits, double[] Returns, HeldPositions Positions)
{
    /// <summary>Closed trades.</summary>
    public int Trades => Profits.Length;

    /// <summary>Of closed trades, USD.</summary>
    public double NetProfitUsd => Profits.Sum();

    /// <summary>Puts the tests together. A fold that chose nothing has no days.</summary>
    public static OutOfSample Of(IReadOnlyList<FoldResult> folds)
    {
        ArgumentNullException.ThrowIfNull(folds);
        List<BacktestRun> tests = [.. folds.Select(fold => fold.Test).OfType<BacktestRun>()];
        var positions = new HeldPositions();
        tests.ForEach(positions.Add);
        return new(
            [.. tests.SelectMany(test => test.Profits)],
            [.. tests.SelectMany(test => test.Returns)],
            positions);
    }

    /// <summary>What speaks for and against an edge. Nothing was chosen on these days: the candidate was there before them.</summary>
    public Evidence ToEvidence(EvidenceOptions options) => Evidence.Of(Profits, Returns, Positions, Choice.Before, options);
}
