using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Storage.Tests.Sqlite;

namespace SqueezeFlow.Storage.Tests.Signals;

/// <summary>Counted by SQLite.</summary>
public sealed class SqliteSignalTests : SignalBattery, IDisposable
{
    private readonly StoreFixture _store = new();

    protected override ISignalPublisher Publisher => _store.Signals;

    protected override ISignalResults Results => _store.Results;

    protected override ISignalStatistics Statistics => _store.Statistics;

    public void Dispose() => _store.Dispose();
}
