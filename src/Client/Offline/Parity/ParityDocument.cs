using SqueezeFlow.Core.Backtest.Parity;
using SqueezeFlow.Core.Signals.Parameters;

namespace SqueezeFlow.Client.Offline.Parity;

/// <summary>A replayed day as JSON.</summary>
internal static class ParityDocument
{
    /// <summary>The document.</summary>
    public static object Of(DateOnly day, ParityPlan plan, ParityOutcome outcome) => new
    {
        day,
        timeframe = plan.Strategy.Timeframe.ToString(),
        parametersHash = ParameterHash.Of(plan.Strategy.Parameters),
        differences = outcome.Differences,
        unexplained = outcome.Unexplained,
        symbols = outcome.Reports,
        shadows = outcome.Shadows,
    };
}
