namespace SqueezeFlow.Storage.Backup.Ports;

/// <summary>What retention has deleted: rows older than a time may be missing for that reason alone.</summary>
/// <param name="Of">A timeframe (<c>1s</c>), or <c>ledger</c>.</param>
/// <param name="UnixMs">From when on every row is kept, milliseconds since 1970 UTC.</param>
public sealed record KeptMark(string Of, long UnixMs)
{
    /// <summary>Stands for the ledger.</summary>
    public const string Ledger = "ledger";
}
