using SqueezeFlow.Lab.Numerics;
using SqueezeFlow.Lab.Overfitting;
using SqueezeFlow.Lab.Search;

namespace SqueezeFlow.Lab.Verdicts;

/// <summary>How a run was chosen.</summary>
/// <param name="Trials">Candidates that were tried on the same data.</param>
/// <param name="Variance">Variance of their daily Sharpe ratios.</param>
/// <param name="Overfitting">What the cross-validation says of the choice; null with fewer than two candidates.</param>
public sealed record Choice(int Trials, double Variance, OverfittingResult? Overfitting)
{
    /// <summary>A run that was not chosen on the data that it is judged by.</summary>
    public static Choice Before { get; } = new(1, 0, null);

    /// <summary>The best of a search.</summary>
    public static Choice Of(IReadOnlyList<SweepEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        List<ReturnBlocks> returns = [.. entries.Select(entry => entry.Outcome.Returns).OfType<ReturnBlocks>()];
        var ratios = Moments.Of([.. returns.Select(blocks => blocks.SharpeRatio)]);
        return new(entries.Count, ratios.Deviation * ratios.Deviation, returns.Count < 2 ? null : SymmetricCrossValidation.Of(returns));
    }
}
