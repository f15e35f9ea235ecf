using SqueezeFlow.Lab.Numerics;
using SqueezeFlow.Lab.Resampling;
using SqueezeFlow.Lab.Sharpe;
using SqueezeFlow.Lab.Trials;

namespace SqueezeFlow.Lab.Verdicts;

/// <summary>What speaks for and against an edge of a run.</summary>
public sealed record Evidence
{
    /// <summary>Share of the resampled figures inside each interval: one in twenty is below it.</summary>
    public const double Level = 0.9;

    /// <summary>Closed trades.</summary>
    public required int Trades { get; init; }

    /// <summary>Daily returns.</summary>
    public required int Days { get; init; }

    /// <summary>Candidates among which it was chosen on the same data; 1 for a choice that was made before.</summary>
    public required int Trials { get; init; }

    /// <summary>Probability that the Sharpe ratio is above what the best of so many without an edge would show, 0 to 1.</summary>
    public required double DeflatedSharpe { get; init; }

    /// <summary>Probability that random entry times gain as much, 0 to 1.</summary>
    public required double Permutation { get; init; }

    /// <summary>Probability of back-test overfitting, 0 to 1; null where nothing was chosen on the same data.</summary>
    public double? Overfitting { get; init; }

    /// <summary>Mean length of the blocks, days.</summary>
    public required double BlockDays { get; init; }

    /// <summary>Mean return of a day, percent.</summary>
    public required Interval MeanReturn { get; init; }

    /// <summary>Return over all days, percent.</summary>
    public required Interval Return { get; init; }

    /// <summary>Annualised Sharpe ratio.</summary>
    public required Interval Sharpe { get; init; }

    /// <summary>Largest drawdown by the ends of days, percent.</summary>
    public required Interval MaxDrawdown { get; init; }

    /// <summary>Draws the evidence.</summary>
    /// <param name="trades">Closed trades, those too that were closed within their bar.</param>
    /// <param name="positions">When positions were held.</param>
    /// <param name="returns">Daily returns in time order.</param>
    /// <param name="choice">How the run was chosen.</param>
    /// <param name="options">How it is drawn.</param>
    public static Evidence Of(int trades, HeldPositions positions, double[] returns, Choice choice, EvidenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(positions);
        ArgumentNullException.ThrowIfNull(returns);
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(options);
        var block = BlockLength.Of(returns);
        var bootstrap = new StationaryBootstrap(block, options.Draws, options.Seed);
        return new()
        {
            Trades = trades,
            Days = returns.Length,
            Trials = choice.Trials,
            DeflatedSharpe = SharpeTest.Deflated(Moments.Of(returns), choice.Variance, choice.Trials),
            Permutation = EntryPermutation.Probability(positions.Trades, [.. positions.Prices], options.Draws, options.Seed),
            Overfitting = choice.Overfitting?.Probability,
            BlockDays = block,
            MeanReturn = bootstrap.IntervalOf(returns, ReturnMeasures.MeanPercent, Level),
            Return = bootstrap.IntervalOf(returns, ReturnMeasures.TotalPercent, Level),
            Sharpe = bootstrap.IntervalOf(returns, values => double.IsNaN(ReturnMeasures.Sharpe(values)) ? 0 : ReturnMeasures.Sharpe(values), Level),
            MaxDrawdown = bootstrap.IntervalOf(returns, ReturnMeasures.MaxDrawdownPercent, Level),
        };
    }
}
