using Microsoft.Extensions.Logging;
using SqueezeFlow.Grains.Signals;

namespace SqueezeFlow.Grains.Routing;

/// <summary>What all lanes of a silo share.</summary>
internal sealed record RouterContext(
    RouterOptions Options,
    TimeProvider Clock,
    ILogger Logger,
    IEvaluationSchedule Schedule,
    string Source,
    Func<string, Task> RegisterAsync,
    Action<SymbolLane> Urge);
