using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Backtest.Parity;

/// <summary>What is replayed, and how the service was set. Immutable.</summary>
/// <param name="FromUnixMs">Bars that open at it or later are compared, milliseconds since 1970 UTC.</param>
/// <param name="ToUnixMs">Bars that close after it are not.</param>
/// <param name="Strategy">Parameters, timeframe and window.</param>
/// <param name="Limits">What an entry must keep to beside its score.</param>
public sealed record ParityPlan(long FromUnixMs, long ToUnixMs, StrategyOptions Strategy, EntryLimits Limits);
