using SqueezeFlow.Lab.Leaks;
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

    /// <summary>Net profit of closed trades, USD.</summary>
    public required Interval NetProfit { get; init; }

    /// <summary>Mean profit of a closed trade, USD.</summary>
    public required Interval Expectancy { get; init; }

    /// <summary>Share of closed trades that gained, percent.</summary>
    public required Interval WinRate { get; init; }

    /// <summary>Gains over losses of closed trades.</summary>
    public required Interval ProfitFactor { get; init; }

    /// <summary>Whether signals know the future; null where it was not looked at.</summary>
    public LeakReport? LookAhead { get; init; }

    /// <summary>Whether signals depend on where the recording began; null where it was not looked at.</summary>
    public LeakReport? WarmUp { get; init; }

    /// <summary>Draws the evidence.</summary>
    /// <param name="profits">Profit of each closed trade in time order, USD.</param>
    /// <param name="returns">Daily returns in time order.</param>
    /// <param name="positions">When positions were held.</param>
    /// <param name="choice">How the run was chosen.</param>
    /// <param name="options">How it is drawn.</param>
    public static Evidence Of(double[] profits, double[] returns, HeldPositions positions, Choice choice, EvidenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(profits);
        ArgumentNullException.ThrowIfNull(positions);
        ArgumentNullException.ThrowIfNull(returns);
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(options);
        var block = BlockLength.Of(returns);
        var days = new StationaryBootstrap(block, options.Draws, options.Seed);
        var trades = new StationaryBootstrap(BlockLength.Of(profits), options.Draws, options.Seed);
        return new()
        {
            Trades = profits.Length,
            Days = returns.Length,
            Trials = choice.Trials,
            DeflatedSharpe = SharpeTest.Deflated(Moments.Of(returns), choice.Variance, choice.Trials),
            Permutation = EntryPermutation.Probability(positions.Trades, [.. positions.Prices], options.Draws, options.Seed),
            Overfitting = choice.Overfitting?.Probability,
            BlockDays = block,
            MeanReturn = days.IntervalOf(returns, ReturnMeasures.MeanPercent, Level),
            Return = days.IntervalOf(returns, ReturnMeasures.TotalPercent, Level),
            Sharpe = days.IntervalOf(returns, values => double.IsNaN(ReturnMeasures.Sharpe(values)) ? 0 : ReturnMeasures.Sharpe(values), Level),
            MaxDrawdown = days.IntervalOf(returns, ReturnMeasures.MaxDrawdownPercent, Level),
            NetProfit = trades.IntervalOf(profits, ProfitMeasures.Sum, Level),
            Expectancy = trades.IntervalOf(profits, ProfitMeasures.Mean, Level),
            WinRate = trades.IntervalOf(profits, ProfitMeasures.WinRatePercent, Level),
            ProfitFactor = trades.IntervalOf(profits, ProfitMeasures.ProfitFactor, Level),
        };
    }
}
