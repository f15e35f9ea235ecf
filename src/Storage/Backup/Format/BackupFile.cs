namespace SqueezeFlow.Storage.Backup.Format;

/// <summary>A file of a backup, as its manifest tells it.</summary>
/// <param name="Name">Its name in the folder.</param>
/// <param name="Bytes">Its length, packed.</param>
/// <param name="Sha256">SHA-256 of its bytes, packed, in small hexadecimal digits.</param>
/// <param name="Rows">Rows, a heading not counted.</param>
/// <param name="FirstUnixMs">Earliest time of a row; null where rows have none.</param>
/// <param name="LastUnixMs">Latest time of a row.</param>
/// <param name="Trades">Fills of all bars; null for other kinds.</param>
/// <param name="BuyNotional">Quote notional of aggressor buys of all bars, rounded once.</param>
/// <param name="SellNotional">Quote notional of aggressor sells of all bars, rounded once.</param>
public sealed record BackupFile(
    string Name,
    long Bytes,
    string Sha256,
    long Rows,
    long? FirstUnixMs = null,
    long? LastUnixMs = null,
    decimal? Trades = null,
    double? BuyNotional = null,
    double? SellNotional = null)
{
    /// <summary>What is said of the rows.</summary>
    internal RowFacts Facts => new(Rows, FirstUnixMs, LastUnixMs, Trades, BuyNotional, SellNotional);

    /// <summary>Describes a file.</summary>
    internal static BackupFile Of(string name, long bytes, string sha256, RowFacts facts) =>
        new(name, bytes, sha256, facts.Rows, facts.FirstUnixMs, facts.LastUnixMs, facts.Trades, facts.BuyNotional, facts.SellNotional);
}
