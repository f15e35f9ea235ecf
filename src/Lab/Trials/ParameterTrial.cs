using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Lab.Search;
using SqueezeFlow.Lab.Search.Objectives;

namespace SqueezeFlow.Lab.Trials;

/// <summary>Tries parameters of the strategy over a stretch of bars. Thread-safe.</summary>
/// <param name="space">From values to parameters.</param>
/// <param name="options">How back-tests are run; its parameters are replaced.</param>
/// <param name="stretch">The bars.</param>
/// <param name="openInterest">Two-hour change of open interest at a moment, asked from several threads; null without.</param>
public sealed class ParameterTrial(ParameterSpace space, BacktestOptions options, BarStretch stretch, Func<long, double?>? openInterest = null) : ICandidateRun
{
    /// <inheritdoc/>
    public CandidateOutcome Run(IReadOnlyList<double> values, double share)
    {
        var parameters = space.Apply(values);

        // Values that are each in range but not together: nothing is known of such a candidate.
        return ParameterCheck.FaultsOf(parameters).Count > 0
            ? new(new MeasureSet())
            : RunOver(parameters, share < 1 ? stretch.Beginning(share) : stretch).ToOutcome();
    }

    /// <summary>The whole back-test of a candidate.</summary>
    public BacktestRun RunWhole(IReadOnlyList<double> values) => RunOver(space.Apply(values), stretch);

    private BacktestRun RunOver(StrategyParameters parameters, BarStretch bars) =>
        BacktestRun.Of(options with { Strategy = options.Strategy with { Parameters = parameters } }, bars, openInterest);
}
