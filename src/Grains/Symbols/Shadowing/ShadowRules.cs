using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Shadowing;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Grains.Execution;
using SqueezeFlow.Grains.Signals;

namespace SqueezeFlow.Grains.Symbols.Shadowing;

/// <summary>How shadows trade: by the window and the limits of live, as a back-test with them would.</summary>
internal static class ShadowRules
{
    public static SymbolShadows Make(string symbol, Timeframe timeframe, ShadowOptions shadows, EvaluationOptions evaluation, ExecutionOptions execution) =>
        new(Of(symbol, timeframe, shadows, evaluation, execution), shadows.Specs);

    public static BacktestOptions Of(string symbol, Timeframe timeframe, ShadowOptions shadows, EvaluationOptions evaluation, ExecutionOptions execution)
    {
        var lookback = TimeSpan.FromHours(evaluation.LookbackHours);
        return new()
        {
            Symbol = symbol,
            InitialBalanceUsd = shadows.InitialUsd,
            FeeRate = shadows.FeeRate,
            EntryLimits = evaluation.Profile == StrategyProfile.Original ? null : new()
            {
                MaxSignalAge = execution.MaxSignalAge,
                MaxSlippage = execution.MaxSlippage,
                GapTolerance = evaluation.GapTolerance,
                GapLookback = lookback,
            },
            Strategy = new()
            {
                Parameters = evaluation.Parameters,
                Timeframe = timeframe,
                WindowBars = StrategyOptions.BarsOf(lookback, timeframe),
                MinDataPoints = evaluation.MinDataPoints,
                UseOpenInterest = evaluation.EnableOpenInterest,
            },
        };
    }
}
