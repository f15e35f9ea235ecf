using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Storage.Sqlite;
using SqueezeFlow.Storage.Sqlite.Bars;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Benchmarks;

/// <summary>
/// Writing one-second bars through <see cref="IBarStore"/>: one invocation is 200,000 rows in batches of 5,000, new or over
/// existing ones; 200,000 divided by the time is rows a second.
/// </summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 1, iterationCount: 5)]
[MemoryDiagnoser]
public class StoreWriteBenchmarks
{
    private const int Rows = 200_000;
    private const int RowsAtOnce = 5_000;

    private StoreBench _bench = null!;
    private long _nextSecond;

    /// <summary>Markets that share the rows.</summary>
    [Params(40, 5_000)]
    public int Markets { get; set; }

    /// <summary>Whether the rows exist already.</summary>
    [Params(false, true)]
    public bool Replace { get; set; }

    [GlobalSetup]
    public void Open()
    {
        _bench = StoreBench.Open(Markets);
        _nextSecond = StoreBench.FirstSecond;
    }

    [GlobalCleanup]
    public void Close() => _bench.Dispose();

    [Benchmark(OperationsPerInvoke = Rows)]
    public async Task Write()
    {
        var second = Replace ? StoreBench.FirstSecond : _nextSecond;
        _nextSecond = second + (Rows / Markets);
        for (var row = 0; row < Rows; row += RowsAtOnce)
        {
            await _bench.WriteAsync(second + (row / Markets), row % Markets, RowsAtOnce);
        }
    }
}

/// <summary>Reading from a store of 40 markets × 2 h of one-second bars and 48 h of five-minute bars.</summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 2, iterationCount: 10)]
[MemoryDiagnoser]
public class StoreReadBenchmarks
{
    private const int Markets = 40;
    private const int Seconds = 7_200;

    private StoreBench _bench = null!;

    [GlobalSetup]
    public async Task Fill()
    {
        _bench = StoreBench.Open(Markets);
        for (var second = 0; second < Seconds; second += 125)
        {
            await _bench.WriteAsync(StoreBench.FirstSecond + second, 0, 125 * Markets);
        }

        await _bench.WriteFiveMinutesAsync(48 * 12);
    }

    [GlobalCleanup]
    public void Close() => _bench.Dispose();

    [Benchmark]
    public async Task<int> Last_ten_minutes_of_seconds_of_one_market()
    {
        var to = (StoreBench.FirstSecond + Seconds) * 1_000;
        return (await _bench.Store.ReadAsync(_bench.Market(7), Timeframe.S1, to - 600_000, to, CancellationToken.None)).Count;
    }

    [Benchmark]
    public async Task<int> Five_minute_bars_of_48_hours_of_one_market() =>
        (await _bench.Store.ReadAsync(_bench.Market(7), Timeframe.M5, 0, long.MaxValue, CancellationToken.None)).Count;

    [Benchmark(OperationsPerInvoke = Markets * Seconds)]
    public async Task<double> All_seconds_by_market()
    {
        var sum = 0.0;
        await foreach (var row in _bench.Store.ReadAllAsync(Timeframe.S1, 0, long.MaxValue, CancellationToken.None))
        {
            sum += row.Bar.Close;
        }

        return sum;
    }
}

/// <summary>A store in a folder of its own, and bars of random numbers to put into it.</summary>
internal sealed class StoreBench : IDisposable
{
    public const long FirstSecond = 1_735_689_600;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "squeezeflow-bench", Guid.NewGuid().ToString("N"));
    private readonly MarketId[] _markets;
    private readonly double[] _values = new double[4_096];
    private readonly List<BarRow> _rows = [];
    private readonly SqliteDatabase _database;

    private StoreBench(int markets)
    {
        var random = new Random(1);
        _markets = [.. Enumerable.Range(0, markets).Select(i => new MarketId("BINANCE_FUTURES", $"coin{i}usdt"))];
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i] = random.NextDouble() * 100_000;
        }

        var options = Microsoft.Extensions.Options.Options.Create(new DataOptions { Directory = _folder });
        _database = new(options, TimeProvider.System, NullLogger<SqliteDatabase>.Instance);
        Store = new SqliteBarStore(_database);
    }

    public IBarStore Store { get; }

    public static StoreBench Open(int markets) => new(markets);

    public MarketId Market(int number) => _markets[number];

    public Task WriteAsync(long second, int firstMarket, int count)
    {
        _rows.Clear();
        for (var i = 0; i < count; i++)
        {
            var place = firstMarket + i;
            _rows.Add(new(_markets[place % _markets.Length], Timeframe.S1, Bar((second + (place / _markets.Length)) * 1_000, i)));
        }

        return Store.WriteAsync(new(_rows, [], []), CancellationToken.None);
    }

    public Task WriteFiveMinutesAsync(int count) => Store.WriteAsync(
        new([.. from market in _markets from i in Enumerable.Range(0, count) select new BarRow(market, Timeframe.M5, Bar((FirstSecond + (i * 300)) * 1_000, i))], [], []),
        CancellationToken.None);

    /// <summary>What the service stores of a trade of every market every second: bars of every timeframe, and the ledger.</summary>
    public async Task FoldAsync(int seconds)
    {
        var flows = _markets.Select(market => new MarketFlow(market, ProofKind.Ids, Timeframe.M5)).ToList();
        List<LedgerRun> ledger = [];
        for (var second = 0; second < seconds; second++)
        {
            var unixMs = (FirstSecond + second) * 1_000;
            for (var i = 0; i < flows.Count; i++)
            {
                var side = (second + i) % 3 == 0 ? AggressorSide.Sell : AggressorSide.Buy;
                flows[i].Add(new(second + 1, unixMs + i, Value(second + i), 1, Value(second + i), 1, side));
            }

            if (second % 60 == 59 || second == seconds - 1)
            {
                _rows.Clear();
                ledger.Clear();
                flows.ForEach(flow => flow.CloseThrough(unixMs + 1_000));
                flows.ForEach(flow => flow.Collect(_rows, ledger, []));
                await Store.WriteAsync(new(_rows, ledger, []), CancellationToken.None);
            }
        }
    }

    public void Dispose()
    {
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Bar Bar(long openUnixMs, int i) => new(
        openUnixMs, Value(i), Value(i + 1), Value(i + 2), Value(i + 3), Value(i + 4), Value(i + 5), i & 255, i & 127, 0, 0);

    private double Value(int i) => _values[(i * 7) & 4_095];
}
