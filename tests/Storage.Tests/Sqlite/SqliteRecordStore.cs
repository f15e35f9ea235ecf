using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Sqlite.Records;
using SqueezeFlow.Storage.Tests.Contract;

namespace SqueezeFlow.Storage.Tests.Sqlite;

/// <summary>Records in a file. One process has the file: another run in this process shares its connections.</summary>
internal sealed class SqliteRecordStore(StoreFixture store, bool isOwner = true) : IRecordStore
{
    private readonly SqlitePaperLedgers _ledgers = new(store.Database, store.Paper);

    public ISignalPublisher Signals => store.Signals;

    public ISignalResults Results => store.Results;

    public ISignalTrail Trail => store.Trail;

    public ISignalStatistics Statistics => store.Statistics;

    public IKeyValueStore Values => store.Values;

    public IPaperLedger Paper => store.Paper;

    public IPaperLedgers Ledgers => _ledgers;

    public IStoreUpkeep Upkeep => store.Maintenance;

    public Task<IRecordStore> ReopenAsync() => Task.FromResult<IRecordStore>(new SqliteRecordStore(store, isOwner: false));

    public ValueTask DisposeAsync()
    {
        if (isOwner)
        {
            store.Dispose();
        }

        return ValueTask.CompletedTask;
    }
}
