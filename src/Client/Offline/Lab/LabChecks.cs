using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Lab.Leaks;
using SqueezeFlow.Lab.Verdicts;

namespace SqueezeFlow.Client.Offline.Lab;

/// <summary>Looks whether signals know what they should not.</summary>
internal static class LabChecks
{
    private const int LookAheadCuts = 12;
    private const int WarmUpCuts = 6;

    /// <summary>Adds both checks, of the strategy with some parameters over all bars, to evidence.</summary>
    public static Evidence Add(LabRequest request, StrategyParameters parameters, Evidence evidence)
    {
        var options = request.Options with { Strategy = request.Options.Strategy with { Parameters = parameters } };
        var (timeframe, seed) = (request.Pair.Timeframe, request.Plan.Seed);
        return evidence with
        {
            LookAhead = LookAheadCheck.Run(StrategySignals.Decisions(options, request.OpenInterest), request.Bars, timeframe, LookAheadCuts, seed),
            WarmUp = WarmUpCheck.Run(StrategySignals.Entries(options.Symbol, options.Strategy, request.OpenInterest), request.Bars, timeframe, request.WindowBars, WarmUpCuts, seed),
        };
    }
}
