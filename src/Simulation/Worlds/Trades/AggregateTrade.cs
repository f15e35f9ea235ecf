namespace SqueezeFlow.Simulation.Worlds.Trades;

/// <summary>One taker order at one price: an aggregate with one fill or several.</summary>
/// <param name="UnixMs">Trade time, milliseconds since 1970 UTC.</param>
/// <param name="Ticks">Price in ticks.</param>
/// <param name="Lots">Size in lots, at least one for each fill.</param>
/// <param name="FirstFill">Index of its first fill in the block.</param>
/// <param name="Fills">Number of fills.</param>
/// <param name="IsSell">Whether the taker sold.</param>
internal readonly record struct AggregateTrade(long UnixMs, long Ticks, long Lots, int FirstFill, int Fills, bool IsSell);
