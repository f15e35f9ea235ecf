namespace SqueezeFlow.Storage.Sqlite;

/// <summary>How the embedded store fares, for health reports.</summary>
/// <param name="Path">The database file.</param>
/// <param name="FileBytes">Size of the database file; 0 before it is opened.</param>
/// <param name="LogBytes">Size of its write-ahead log.</param>
/// <param name="MaxFileBytes">The configured cap; 0 for none.</param>
/// <param name="SecondBarRetention">The configured age of one-second bars.</param>
/// <param name="RowsWritten">Bars, ledger rows and gaps committed since start.</param>
/// <param name="WritesCommitted">Transactions committed since start, of any kind.</param>
/// <param name="WritesFailed">Transactions that failed since start, of any kind.</param>
/// <param name="ReadsFailed">Reads that failed since start.</param>
/// <param name="LastWriteAt">When the last transaction was committed; null before the first.</param>
/// <param name="LastError">Words of the last failure; null when there was none.</param>
/// <param name="LastErrorAt">When that was.</param>
/// <param name="WriteMedian">Median time of the last 256 transactions, waiting for other writers not counted.</param>
/// <param name="WriteP99">99th percentile of the same.</param>
/// <param name="WriteError">Why the last write failed; null when it succeeded.</param>
/// <param name="ReadError">Why the last read failed; null when it succeeded.</param>
public sealed record StoreStatistics(
    string Path,
    long FileBytes,
    long LogBytes,
    long MaxFileBytes,
    TimeSpan SecondBarRetention,
    long RowsWritten,
    long WritesCommitted,
    long WritesFailed,
    long ReadsFailed,
    DateTimeOffset? LastWriteAt,
    string? LastError,
    DateTimeOffset? LastErrorAt,
    TimeSpan WriteMedian,
    TimeSpan WriteP99,
    string? WriteError,
    string? ReadError);
