using SqueezeFlow.Storage.Tests.Contract;

namespace SqueezeFlow.Storage.Tests.Redis.Records;

public sealed class RedisSignalRecordTests : SignalRecordBattery
{
    protected override async Task<IRecordStore> OpenAsync() => await RedisRecordStore.StartAsync();
}

public sealed class RedisPaperTests : PaperBattery
{
    protected override async Task<IRecordStore> OpenAsync() => await RedisRecordStore.StartAsync();
}

public sealed class RedisResultTests : ResultBattery
{
    protected override async Task<IRecordStore> OpenAsync() => await RedisRecordStore.StartAsync();
}

public sealed class RedisTrailTests : TrailBattery
{
    protected override async Task<IRecordStore> OpenAsync() => await RedisRecordStore.StartAsync();
}
