namespace SqueezeFlow.Core.Views.Importing;

/// <summary>Bars of one market and one timeframe that are to be stored.</summary>
/// <param name="Bars">In time order, in the shape in which they are read; what is said of market and completeness counts for nothing.</param>
public sealed record BarsToImport(IReadOnlyList<BarView> Bars);
