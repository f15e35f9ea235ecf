using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Measures;
using SqueezeFlow.Lab.Overfitting;
using SqueezeFlow.Lab.Search;
using SqueezeFlow.Lab.Search.Objectives;

namespace SqueezeFlow.Lab.Trials;

/// <summary>A back-test over a stretch, with what the lab wants of it.</summary>
/// <param name="Stretch">The bars.</param>
/// <param name="Result">What came out.</param>
/// <param name="Returns">Returns of the days that were traded.</param>
public sealed record BacktestRun(BarStretch Stretch, BacktestResult Result, double[] Returns)
{
    /// <summary>Runs one. Every call makes an engine of its own: several may run at once.</summary>
    public static BacktestRun Of(BacktestOptions options, BarStretch stretch, Func<long, double?>? openInterest = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(stretch);
        var engine = new BacktestEngine(options with { SkipBars = stretch.WarmUp }) { OpenInterestChangePercent = openInterest };
        var result = engine.Run(stretch.ToSegment());
        return new(stretch, result, DailyReturns.Of(result.Curve, stretch.FromUnixMs, options.Strategy.Timeframe, options.InitialBalanceUsd));
    }

    /// <summary>Profit of each closed trade as the profile books it, in time order, USD.</summary>
    public IEnumerable<double> Profits => Result.Orders.Where(order => order.IsExit).Select(order => order.BookedProfitUsd!.Value);

    /// <summary>What a search keeps of it.</summary>
    public CandidateOutcome ToOutcome() => new(ToMeasures(), ReturnBlocks.Of(Returns, SymmetricCrossValidation.Blocks));

    /// <summary>All measures.</summary>
    public MeasureSet ToMeasures()
    {
        var (closed, whole) = (Result.Metrics, Result.Statistics);
        return new(
            KeyValuePair.Create(Measure.NetProfit, closed.NetProfitUsd),
            KeyValuePair.Create(Measure.Return, ReturnMeasures.TotalPercent(Returns)),
            KeyValuePair.Create(Measure.Sharpe, ReturnMeasures.Sharpe(Returns)),
            KeyValuePair.Create(Measure.Sortino, ReturnMeasures.Sortino(Returns)),
            KeyValuePair.Create(Measure.Calmar, ReturnMeasures.Calmar(Returns)),
            KeyValuePair.Create(Measure.ProfitFactor, closed.ProfitFactor),
            KeyValuePair.Create(Measure.WinRate, closed.WinRatePercent),
            KeyValuePair.Create(Measure.Trades, (double)closed.Closed),
            KeyValuePair.Create(Measure.Expectancy, closed.Closed == 0 ? double.NaN : closed.NetProfitUsd / closed.Closed),
            KeyValuePair.Create(Measure.MaxDrawdown, whole.MaxDrawdownPercent),
            KeyValuePair.Create(Measure.Exposure, ExposurePercent(whole)),
            KeyValuePair.Create(Measure.Fees, closed.FeesUsd));
    }

    private double ExposurePercent(BacktestStatistics whole) => 100 * whole.ExposureShare * Stretch.Count / Stretch.Traded;
}
