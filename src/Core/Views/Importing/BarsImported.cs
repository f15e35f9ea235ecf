namespace SqueezeFlow.Core.Views.Importing;

/// <summary>What became of bars that were to be stored.</summary>
/// <param name="Market">Market id.</param>
/// <param name="Timeframe">Length of a bar, e.g. <c>5m</c>.</param>
/// <param name="Written">Bars that were not stored, or are fuller than what was.</param>
/// <param name="Kept">Bars in whose place something as full was stored already, and stays.</param>
public sealed record BarsImported(string Market, string Timeframe, int Written, int Kept);
