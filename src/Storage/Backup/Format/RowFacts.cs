namespace SqueezeFlow.Storage.Backup.Format;

/// <summary>What can be told of the rows of a kind without keeping them. Equal rows have equal facts, in any order.</summary>
/// <param name="Rows">How many there are.</param>
/// <param name="FirstUnixMs">Earliest time of a row; null where rows have none.</param>
/// <param name="LastUnixMs">Latest time of a row.</param>
/// <param name="Trades">Fills of all bars; null for other kinds.</param>
/// <param name="BuyNotional">Quote notional of aggressor buys of all bars, rounded once.</param>
/// <param name="SellNotional">Quote notional of aggressor sells of all bars, rounded once.</param>
internal readonly record struct RowFacts(
    long Rows, long? FirstUnixMs, long? LastUnixMs, decimal? Trades = null, double? BuyNotional = null, double? SellNotional = null)
{
    /// <summary>The first difference in words, this being what is expected; null when there is none.</summary>
    public string? DifferenceTo(RowFacts found)
    {
        (string Name, object? Expected, object? Found)[] facts =
        [
            ("rows", Rows, found.Rows),
            ("first time", FirstUnixMs, found.FirstUnixMs),
            ("last time", LastUnixMs, found.LastUnixMs),
            ("trades", Trades, found.Trades),
            ("buy notional", BuyNotional, found.BuyNotional),
            ("sell notional", SellNotional, found.SellNotional),
        ];
        foreach (var (name, expected, actual) in facts)
        {
            if (!Equals(expected, actual))
            {
                return FormattableString.Invariant($"{name}: expected {expected ?? "none"}, found {actual ?? "none"}");
            }
        }

        return null;
    }
}
