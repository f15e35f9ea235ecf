using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Storage.Influx.Signals;
using SqueezeFlow.Storage.Tests.Redis;
using SqueezeFlow.Storage.Tests.Sqlite;
using SqueezeFlow.TestSupport;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Signals;

/// <summary>A record of signals whose points go to a spool. Made anew on the same store it is the next run of a service.</summary>
internal sealed class FeederBench : IAsyncDisposable
{
    private readonly ChangedSignals _changed = new();
    private readonly SignalFeeder _feeder;

    public FeederBench(StoreFixture store, ScriptedSpool spool)
    {
        Publisher = new InfluxSignalPublisher(store.Signals, _changed);
        Results = new InfluxSignalResults(store.Results, _changed);
        _feeder = new(_changed, new(store.Signals, store.Results, store.Trail), spool, () => Kept, Clock, Log);
    }

    public ManualClock Clock { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(Start));

    /// <summary>How long the server keeps points.</summary>
    public TimeSpan Kept { get; set; } = TimeSpan.FromDays(30);

    public FeederLines Log { get; } = new();

    /// <summary>What the flow sees.</summary>
    public ISignalPublisher Publisher { get; }

    public ISignalResults Results { get; }

    public Task StartAsync() => _feeder.StartAsync(Token);

    /// <summary>Waits until everything was given to the spool.</summary>
    public Task SettleAsync() => UntilAsync(() => _feeder.IsIdle);

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<bool> isMet)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!isMet())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>Ends the run; what waits for a spool that fails is given up.</summary>
    public async ValueTask DisposeAsync()
    {
        var stopping = _feeder.StopAsync(CancellationToken.None);
        Clock.Advance(SignalFeeder.StopTimeout);
        await stopping;
        _feeder.Dispose();
        _changed.Dispose();
    }

    /// <summary>What is logged.</summary>
    internal sealed class FeederLines : ILogger<SignalFeeder>
    {
        private readonly MirrorBench.Lines _lines = new();

        public IReadOnlyCollection<string> All => _lines.All;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Log(logLevel, eventId, state, exception, formatter);
    }
}
