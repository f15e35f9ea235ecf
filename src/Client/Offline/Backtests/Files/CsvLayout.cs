namespace SqueezeFlow.Client.Offline.Backtests.Files;

/// <summary>What a file of columns looks like.</summary>
/// <param name="Wanted">Columns that it must have.</param>
/// <param name="Optional">Columns that it may have, numbered after the wanted ones.</param>
internal sealed record CsvLayout(IReadOnlyList<string> Wanted, IReadOnlyList<string> Optional);

/// <summary>Where a column is.</summary>
/// <param name="Name">What it is called in messages.</param>
/// <param name="Place">Its place; -1 when it is not there.</param>
/// <param name="Minus">Place of a column that is taken away from it; -1 for none.</param>
internal readonly record struct CsvColumn(string Name, int Place, int Minus = -1);
