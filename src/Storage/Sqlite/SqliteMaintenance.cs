using SqueezeFlow.Storage.Sqlite.Bars;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite;

/// <summary>What an operator asks of the embedded store: opening, retention, health. Safe for concurrent use.</summary>
public sealed class SqliteMaintenance : IStoreUpkeep
{
    private readonly SqliteDatabase _database;
    private readonly SqliteRetention _retention;

    internal SqliteMaintenance(SqliteDatabase database, DataOptions options)
    {
        _database = database;
        _retention = new(database, options);
    }

    /// <summary>Sizes, counters and the last failure.</summary>
    public StoreStatistics Statistics => _database.Statistics;

    /// <summary>Takes the data directory and opens the file. Other calls do so themselves; this one is for failing early.</summary>
    /// <exception cref="IOException">Another process has the directory, the file is damaged, newer or cannot be opened; the message says what to do.</exception>
    public Task OpenAsync(CancellationToken cancellationToken) => _database.OpenAsync(cancellationToken);

    /// <summary>
    /// Deletes what is older than its age, in small transactions between those of others: one-second bars as configured, 10s likewise but not before 24 h, 1m 7 d,
    /// 5m 30 d, 15m 90 d, 30m 180 d, 1h 365 d, 4h and ledger 5 years; gaps, signals with their results and steps, ids of signals from outside, and open interest 30 d; 1d and others never. Near the cap of the
    /// file the oldest one-second bars go too, whatever their age.
    /// </summary>
    /// <param name="nowUnixMs">Market time, milliseconds since 1970 UTC.</param>
    /// <param name="cancellationToken">Stops between two transactions.</param>
    /// <returns>Rows deleted.</returns>
    /// <exception cref="IOException">The store could not do it; what was deleted before stays deleted.</exception>
    public Task<long> PruneAsync(long nowUnixMs, CancellationToken cancellationToken) => _retention.PruneAsync(nowUnixMs, cancellationToken);
}
