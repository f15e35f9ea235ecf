using SqueezeFlow.Core.Signals.Phases.Exits;

namespace SqueezeFlow.Core.Backtest.Costs;

/// <summary>What closes a position inside a bar.</summary>
/// <param name="Reason">Stop, target or liquidation.</param>
/// <param name="Price">Price that it is closed at before slippage, quote units: that of the level, or the first one beyond it.</param>
internal readonly record struct InsideExit(ExitReasons Reason, double Price);
