using System.Text;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Signals;
using SqueezeFlow.Storage.Tests.Sqlite;
using SqueezeFlow.TestSupport.Influx;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Signals;

/// <summary>Written as points to a real server and counted from there.</summary>
public sealed class InfluxSignalTests : SignalBattery, IAsyncLifetime
{
    private const string Database = "flow";

    private readonly StoreFixture _store = new();
    private readonly ScriptedSpool _spool = new();
    private InfluxProcess _server = null!;
    private InfluxQuery _query = null!;
    private FeederBench _bench = null!;

    protected override ISignalPublisher Publisher => _bench.Publisher;

    protected override ISignalResults Results => _bench.Results;

    protected override ISignalStatistics Statistics => new InfluxSignalStatistics(_query);

    public async ValueTask InitializeAsync()
    {
        _server = await InfluxProcess.StartAsync(Token);
        _query = new(new() { Host = "127.0.0.1", Port = _server.Port, Database = Database }, TimeProvider.System);

        // The signals are of long ago, and the server keeps time by the clock on the wall.
        await _server.AskAsync($"CREATE DATABASE {Database}; CREATE RETENTION POLICY \"{SignalPoints.Policy}\" ON {Database} DURATION INF REPLICATION 1", Token);
        _spool.OnBatch = batch => _server.WriteAsync(Database, batch.Policy, Encoding.UTF8.GetString(batch.Lines.Span), Token);
        _bench = new(_store, _spool);
        await _bench.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_bench is not null)
        {
            await _bench.DisposeAsync();
        }

        _query?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _store.Dispose();
    }

    [Fact]
    public async Task What_is_written_again_and_what_others_write_changes_no_count()
    {
        await GiveAsync();
        var before = await Statistics.ReadAsync(Start, Start + 3_600_000, Token);
        await using (var again = new FeederBench(_store, _spool))
        {
            await again.StartAsync();
            await again.SettleAsync();
        }

        await _server.WriteAsync(Database, SignalPoints.Policy, $"strategy_signals,action=LONG,symbol=BTCUSDT signal_id=\"stranger\",outcome=\"profitable\",pnl=5,holding_time_minutes=1i {Start}000000\n", Token);
        var after = await Statistics.ReadAsync(Start, Start + 3_600_000, Token);

        Assert.Equal(before.Total, after.Total);
        Assert.Equal(before.ByTier, after.ByTier);
        Assert.Equal(before.BySymbol, after.BySymbol);
    }

    [Fact]
    public async Task Fields_have_the_types_that_other_programs_expect()
    {
        await GiveAsync();

        var fields = await _server.RowsAsync($"SHOW FIELD KEYS ON {Database} FROM \"{SignalPoints.Policy}\".strategy_signals", Token);
        var tags = await _server.RowsAsync($"SHOW TAG KEYS ON {Database} FROM \"{SignalPoints.Policy}\".strategy_signals", Token);

        string[] texts = ["created_at", "exit_time", "original_entry_time", "outcome", "reasoning", "signal_id", "tracking_id", "updated_at"];
        string[] numbers = ["confidence", "entry_price", "exit_price", "pnl", "pnl_percentage", "position_size_factor", "score"];
        string[] wholes = ["holding_time_minutes", "leverage", "ttl_seconds"];
        Assert.Equal(
            [.. texts.Select(name => (name, "string")).Concat(numbers.Select(name => (name, "float"))).Concat(wholes.Select(name => (name, "integer"))).Order()],
            fields.Select(row => (row[0]!.GetValue<string>(), row[1]!.GetValue<string>())).Order());
        Assert.Equal(["action", "confidence_tier", "score_tier", "service", "strategy", "symbol"], tags.Select(row => row[0]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_server_that_is_gone_is_said_to_be()
    {
        await _server.KillAsync();

        await Assert.ThrowsAsync<InfluxFault>(() => Statistics.ReadAsync(Start, Start + 1, Token));
    }

    protected override Task SettleAsync() => _bench.SettleAsync();
}
