using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Lab.Leaks;

/// <summary>All signals over bars in time order, made anew at every call.</summary>
public delegate IReadOnlyList<SignalMark> SignalSource(ArraySegment<SymbolBar> bars);
