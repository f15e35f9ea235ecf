using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Redis;
using SqueezeFlow.Storage.Redis.Server;
using SqueezeFlow.TestSupport;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Redis;

/// <summary>A mirror between a record and a server, on clocks that the test drives. Made anew on the same record and values it is the next run of a service.</summary>
internal sealed class MirrorBench : IAsyncDisposable
{
    // Where the clock is the system's nobody wants to wait.
    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(1);

    private readonly SignalMirror _mirror;

    public MirrorBench(IRedisServer server, MemoryRecord record, MemoryValues values, TimeProvider? clock = null)
    {
        var time = clock ?? Clock;
        (Record, Values) = (record, values);
        Queue = new(time);
        Publisher = new MirroredSignalPublisher(record, Queue);
        _mirror = new(Queue, record, new(values), server, new(clock is null ? TimeSpan.FromSeconds(30) : ShortPause, time), Market, time, new(server.Address, time, Log));
    }

    public MirrorBench(IRedisServer server)
        : this(server, new(), new())
    {
    }

    public MirrorClock Clock { get; } = new();

    public MarketTime Market { get; } = new();

    public Lines Log { get; } = new();

    public MemoryRecord Record { get; }

    public MemoryValues Values { get; }

    public MirrorQueue Queue { get; }

    /// <summary>What the flow sees.</summary>
    public ISignalPublisher Publisher { get; }

    public MirrorStatus Status => _mirror.Status;

    public static Signal Signal(string coin = "BTC", long barClose = Start, SignalAction action = SignalAction.Long) => new()
    {
        Id = Core.Signals.Signal.IdOf(coin + "USDT", barClose, action),
        Pair = coin + "USDT",
        BaseSymbol = coin,
        Action = action,
        BarCloseUnixMs = barClose,
        Score = 7.44,
        PositionSizeFactor = 1,
        Leverage = 3,
        EntryPrice = 64_210.5,
        Confidence = 0.75,
        Reasoning = "spot leads — \"why\"",
        SpotCvd = double.NaN,
    };

    /// <summary>Starts, and waits until what the record holds by then has been looked up.</summary>
    public async Task StartAsync()
    {
        await _mirror.StartAsync(Token);
        Assert.True(await Record.Read.WaitAsync(TimeSpan.FromSeconds(30), Token), "nobody read the record within 30 s");
    }

    public Task GiveAsync(Signal signal) => Publisher.PublishAsync(new(signal, SignalOutcome.Pending), Token);

    /// <summary>Waits until the mirror has come so far.</summary>
    public async Task UntilAsync(Func<MirrorStatus, bool> isMet)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!isMet(Status))
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>Ends the run as a service does.</summary>
    public Task StopAsync() => _mirror.StopAsync(Token);

    public async ValueTask DisposeAsync()
    {
        var stopping = _mirror.StopAsync(CancellationToken.None);
        Clock.Advance(SignalMirror.StopTimeout);
        await stopping;
        _mirror.Dispose();
    }

    /// <summary>Market time as the test says.</summary>
    internal sealed class MarketTime : IMarketClock
    {
        private long _now = Start;

        public long? NowUnixMs
        {
            get => Volatile.Read(ref _now);
            set => Volatile.Write(ref _now, value!.Value);
        }
    }

    /// <summary>A clock that tells when somebody waits on it.</summary>
    internal sealed class MirrorClock : ManualClock
    {
        private readonly ConcurrentDictionary<TimeSpan, SemaphoreSlim> _waits = new();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            WaitsOf(dueTime).Release();
            return timer;
        }

        /// <summary>Moves on by a wait, once somebody waits for so long.</summary>
        public async Task PassAsync(TimeSpan span)
        {
            Assert.True(await WaitsOf(span).WaitAsync(TimeSpan.FromSeconds(30), Token), $"nobody waited for {span} within 30 s");
            Advance(span);
        }

        private SemaphoreSlim WaitsOf(TimeSpan span) => _waits.GetOrAdd(span, _ => new(0));
    }

    /// <summary>The record of signals in memory.</summary>
    internal sealed class MemoryRecord : ISignalPublisher
    {
        private readonly ConcurrentDictionary<string, SignalRecord> _records = new();

        /// <summary>Counts how often it was read.</summary>
        public SemaphoreSlim Read { get; } = new(0);

        public Task PublishAsync(SignalRecord record, CancellationToken cancellationToken)
        {
            _records[record.Signal.Id] = record;
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<SignalRecord>> ReadAsync(string? baseSymbol, int limit, CancellationToken cancellationToken)
        {
            SignalRecord[] newest = [.. _records.Values.OrderByDescending(r => r.Signal.BarCloseUnixMs).ThenByDescending(r => r.Signal.Pair, StringComparer.Ordinal).Take(limit)];
            Read.Release();
            return Task.FromResult<IReadOnlyList<SignalRecord>>(newest);
        }

        public IAsyncEnumerable<SignalRecord> ReadAllAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task MarkActivityAsync(DateTimeOffset at, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>Values in memory.</summary>
    internal sealed class MemoryValues : IKeyValueStore
    {
        private readonly ConcurrentDictionary<string, string> _values = new();

        public Task<string?> GetAsync(string key, CancellationToken cancellationToken) => Task.FromResult(_values.GetValueOrDefault(key));

        public Task SetAsync(string key, string value, CancellationToken cancellationToken)
        {
            _values[key] = value;
            return Task.CompletedTask;
        }
    }

    /// <summary>What is logged.</summary>
    internal sealed class Lines : ILogger
    {
        public ConcurrentQueue<string> All { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Enqueue(formatter(state, exception));
    }
}
