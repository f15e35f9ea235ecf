using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Storage.Tests.Redis.Records;

namespace SqueezeFlow.Storage.Tests.Signals;

/// <summary>Counted of the records at Redis.</summary>
public sealed class RedisSignalTests : SignalBattery, IAsyncLifetime
{
    private RedisRecordStore _store = null!;

    protected override ISignalPublisher Publisher => _store.Signals;

    protected override ISignalResults Results => _store.Results;

    protected override ISignalStatistics Statistics => _store.Statistics;

    public async ValueTask InitializeAsync() => _store = await RedisRecordStore.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }
    }
}
