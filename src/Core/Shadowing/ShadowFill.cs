using SqueezeFlow.Core.Backtest;

namespace SqueezeFlow.Core.Shadowing;

/// <summary>An order of a shadow that was filled.</summary>
/// <param name="Name">Whose.</param>
/// <param name="Order">What was done.</param>
public sealed record ShadowFill(string Name, ExecutedOrder Order);
