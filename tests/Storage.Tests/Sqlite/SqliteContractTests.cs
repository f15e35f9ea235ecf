using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Tests.Contract;

namespace SqueezeFlow.Storage.Tests.Sqlite;

public sealed class SqliteBarContractTests : BarStoreContract
{
    private protected override Task<IContractStore> OpenAsync() => Task.FromResult<IContractStore>(new SqliteContractStore());
}

public sealed class SqliteOpenInterestContractTests : OpenInterestStoreContract
{
    private protected override Task<IContractStore> OpenAsync() => Task.FromResult<IContractStore>(new SqliteContractStore());
}

/// <summary>The embedded store, which has longer bars as soon as it has shorter ones.</summary>
internal sealed class SqliteContractStore : IContractStore
{
    private readonly StoreFixture _store = new();

    public IBarStore Bars => _store.Bars;

    public IOpenInterestStore OpenInterest => _store.OpenInterest;

    public Task SettleAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }
}
