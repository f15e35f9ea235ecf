namespace SqueezeFlow.Silo.Api.Charts;

/// <summary>Bars for chart clients, one row for each market and bucket.</summary>
/// <param name="Format"><c>point</c>.</param>
/// <param name="Columns">Place of each column in a row; empty when there are no rows.</param>
/// <param name="Results">Rows in time order: time in seconds, the market's id, prices, counts and notionals; null where nothing was seen.</param>
internal sealed record HistoricalView(string Format, IReadOnlyDictionary<string, int> Columns, IReadOnlyList<IReadOnlyList<object?>> Results);
