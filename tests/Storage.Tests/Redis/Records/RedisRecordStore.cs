using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Redis.Records;
using SqueezeFlow.Storage.Redis.Records.Engine;
using SqueezeFlow.Storage.Redis.Records.Signals;
using SqueezeFlow.Storage.Redis.Server;
using SqueezeFlow.Storage.Tests.Contract;
using SqueezeFlow.TestSupport;
using SqueezeFlow.TestSupport.Redis;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Redis.Records;

/// <summary>Records at a server as one process of a cluster has them, over a connection of its own.</summary>
internal sealed class RedisRecordStore : IRecordStore
{
    private readonly RedisOptions _options;
    private readonly RedisConnection _connection;
    private readonly RedisProcess? _owned;

    private RedisRecordStore(RedisOptions options, RedisProcess? owned, string serviceId)
    {
        (_options, _owned) = (options, owned);
        _connection = new(options);
        var journal = new RecordJournal(TimeProvider.System, NullLogger<RecordJournal>.Instance);
        Server = new(_connection, new(serviceId), journal);
        Records = new(_connection, options, Server, journal);
        Values = new RedisKeyValueStore(Server);
        Signals = new RedisSignalPublisher(Server, Values, new(options.KeyPrefix), Market, TimeProvider.System, NullLogger<RedisSignalPublisher>.Instance);
        Results = new RedisSignalResults(Server);
        Trail = new RedisSignalTrail(Server);
        Statistics = new RedisSignalStatistics(Server);
        Paper = new RedisPaperLedger(Server, AccountNames.Main);
        Ledgers = new RedisPaperLedgers(Server, Paper);
        Marks = new RedisMarks(Server, Clock);
        Upkeep = new RecordUpkeep(Server, Marks);
    }

    public RecordServer Server { get; }

    public RedisRecords Records { get; }

    public MirrorBench.MarketTime Market { get; } = new();

    public ManualClock Clock { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(Start));

    public ISharedMarks Marks { get; }

    public ISignalPublisher Signals { get; }

    public ISignalResults Results { get; }

    public ISignalTrail Trail { get; }

    public ISignalStatistics Statistics { get; }

    public IKeyValueStore Values { get; }

    public IPaperLedger Paper { get; }

    public IPaperLedgers Ledgers { get; }

    public IStoreUpkeep Upkeep { get; }

    /// <summary>On a server of its own.</summary>
    public static async Task<RedisRecordStore> StartAsync()
    {
        var redis = await RedisProcess.StartAsync(Token);
        try
        {
            return await OpenAsync(redis, owned: redis);
        }
        catch
        {
            await redis.DisposeAsync();
            throw;
        }
    }

    public static async Task<RedisRecordStore> OpenAsync(
        RedisProcess redis, Action<RedisOptions>? configure = null, string serviceId = "squeezeflow", RedisProcess? owned = null)
    {
        var options = new RedisOptions { Host = "127.0.0.1", Port = redis.Port };
        configure?.Invoke(options);
        return await OpenAsync(new(options, owned, serviceId));
    }

    public async Task<IRecordStore> ReopenAsync() => await OpenAsync(new(_options, null, "squeezeflow"));

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        if (_owned is not null)
        {
            await _owned.DisposeAsync();
        }
    }

    private static async Task<RedisRecordStore> OpenAsync(RedisRecordStore store)
    {
        try
        {
            await store.Records.OpenAsync(Token);
            return store;
        }
        catch
        {
            await store._connection.DisposeAsync();
            throw;
        }
    }
}
