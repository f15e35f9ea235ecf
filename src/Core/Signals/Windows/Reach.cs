using SqueezeFlow.Core.Signals.Parameters;

namespace SqueezeFlow.Core.Signals.Windows;

/// <summary>How many of the newest values of each column anybody looks back at, so that no more are kept.</summary>
internal readonly struct Reach(StrategyParameters parameters)
{
    /// <summary>Values of open, high and low.</summary>
    public int Candles { get; init; } = Largest(
        parameters.Momentum.StagnantBars,
        parameters.Reset.LevelBars,
        parameters.Absorption.Candles,
        parameters.Breakdown.RangeBars + parameters.Breakdown.TestBars,
        parameters.Exit.RangeBars,
        parameters.Exit.SwingBars + 1,
        parameters.Exit.TypicalBars);

    /// <summary>Values of the close: a move over a look-back has one more at its beginning.</summary>
    public int Prices { get; init; } = 1 + Largest(
        parameters.Context.TrendMinBars,
        parameters.Context.TrendMaxBars,
        parameters.Divergence.PriceBars,
        parameters.Reset.TiringBars1,
        parameters.Reset.TiringBars2,
        parameters.Reset.TiringBars3,
        parameters.Reset.ExplosionBars1,
        parameters.Reset.ExplosionBars2,
        parameters.Reset.ExplosionBars3,
        parameters.Absorption.Candles,
        parameters.Breakdown.TestBars,
        parameters.Bias.DriftBars);

    /// <summary>Values of volume.</summary>
    public int Volume { get; init; } = parameters.Absorption.VolumeLongBars;

    /// <summary>Values of each side's turnover.</summary>
    public int Turnover { get; init; } = parameters.Divergence.FlowBars;

    /// <summary>Values of each side's CVD.</summary>
    public int Flow { get; init; } = 1 + Largest(
        parameters.Context.VolumeMinBars,
        parameters.Context.VolumeMaxBars,
        parameters.Context.TrendMinBars,
        parameters.Context.TrendMaxBars,
        parameters.Divergence.FlowBars,
        parameters.Reset.DominanceBars,
        parameters.Flow.RateBars,
        parameters.Flow.NoiseBars,
        2 * parameters.Deceleration.EarlierBars,
        2 * parameters.Breakdown.QuietBars,
        parameters.Exit.FlowBars,
        parameters.Exit.ReferenceBars,
        parameters.Exit.RecentBars);

    /// <summary>Values of the distance between both.</summary>
    public int Divergence { get; init; } = 1 + Largest(
        parameters.Context.DivergenceBars,
        parameters.Convergence.MaxBars,
        parameters.Divergence.FlowBars,
        parameters.Divergence.SizeBars,
        parameters.Reset.SupportBars);

    /// <summary>What covers both.</summary>
    public Reach With(Reach other) => this with
    {
        Candles = Math.Max(Candles, other.Candles),
        Prices = Math.Max(Prices, other.Prices),
        Volume = Math.Max(Volume, other.Volume),
        Turnover = Math.Max(Turnover, other.Turnover),
        Flow = Math.Max(Flow, other.Flow),
        Divergence = Math.Max(Divergence, other.Divergence),
    };

    private static int Largest(params ReadOnlySpan<int> bars)
    {
        var largest = 1;
        foreach (var count in bars)
        {
            largest = Math.Max(largest, count);
        }

        return largest;
    }
}
