using SqueezeFlow.Core.Backtest;

namespace SqueezeFlow.Core.Views.Shadowing;

/// <summary>A shadow's order was filled.</summary>
/// <param name="Name">What the shadow is called.</param>
/// <param name="Symbol">Base coin.</param>
/// <param name="Order">What was done, on paper.</param>
public sealed record ShadowTradeView(string Name, string Symbol, ExecutedOrder Order);
