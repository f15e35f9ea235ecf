using SqueezeFlow.Core.Backtest;

namespace SqueezeFlow.Core.Shadowing;

/// <summary>What is kept of a shadow of one symbol. Immutable.</summary>
/// <param name="Hash">Hash of the parameters: books of others are not gone on with.</param>
/// <param name="SinceUnixMs">Close of the bar before the first that it traded, milliseconds since 1970 UTC.</param>
/// <param name="ThroughUnixMs">Close of the last bar that it traded, milliseconds since 1970 UTC.</param>
/// <param name="HasOrder">Whether that bar decided an order, which the next one fills.</param>
/// <param name="InitialUsd">Account at the start, USD.</param>
/// <param name="Account">Money and position.</param>
/// <param name="Tally">What it came to.</param>
/// <param name="Latest">The latest orders, oldest first.</param>
public sealed record ShadowBooks(
    string Hash, long SinceUnixMs, long ThroughUnixMs, bool HasOrder, double InitialUsd, AccountBooks Account, ShadowTally Tally, IReadOnlyList<ExecutedOrder> Latest);
