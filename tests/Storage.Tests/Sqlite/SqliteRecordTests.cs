using SqueezeFlow.Storage.Tests.Contract;

namespace SqueezeFlow.Storage.Tests.Sqlite;

public sealed class SqliteSignalRecordTests : SignalRecordBattery
{
    protected override Task<IRecordStore> OpenAsync() => Task.FromResult<IRecordStore>(new SqliteRecordStore(new()));
}

public sealed class SqlitePaperTests : PaperBattery
{
    protected override Task<IRecordStore> OpenAsync() => Task.FromResult<IRecordStore>(new SqliteRecordStore(new()));
}

public sealed class SqliteResultTests : ResultBattery
{
    protected override Task<IRecordStore> OpenAsync() => Task.FromResult<IRecordStore>(new SqliteRecordStore(new()));
}

public sealed class SqliteTrailTests : TrailBattery
{
    protected override Task<IRecordStore> OpenAsync() => Task.FromResult<IRecordStore>(new SqliteRecordStore(new()));
}
