using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Grains.Signals;

namespace SqueezeFlow.Grains.Routing;

/// <summary>What all lanes of a silo share.</summary>
/// <param name="Options">How trades travel.</param>
/// <param name="Timeframe">Bars that the strategy evaluates: their ends are worth a batch.</param>
/// <param name="Clock">Wall time.</param>
/// <param name="Logger">Takes what fails.</param>
/// <param name="Evaluation">Is told how far each symbol has come.</param>
/// <param name="Source">This silo's name in batches.</param>
/// <param name="RegisterAsync">Notes a symbol for other silos.</param>
/// <param name="Schedule">Flushes a lane within the interval.</param>
/// <param name="HurryUp">Flushes a lane now.</param>
internal sealed record RouterContext(
    RouterOptions Options,
    Timeframe Timeframe,
    TimeProvider Clock,
    ILogger Logger,
    IEvaluationSchedule Evaluation,
    string Source,
    Func<string, Task> RegisterAsync,
    Action<SymbolLane> Schedule,
    Action<SymbolLane> HurryUp)
{
    /// <summary>What lanes keep until it is stored for all silos; null where there is one silo alone.</summary>
    public KeptTrades? Kept { get; init; }

    /// <summary>Has a lane ask its symbol, after a while, how far everything is stored.</summary>
    public Action<SymbolLane> ScheduleQuestion { get; init; } = static _ => { };
}
