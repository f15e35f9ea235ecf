using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Sqlite;
using SqueezeFlow.Storage.Sqlite.Bars;
using SqueezeFlow.Storage.Sqlite.Engine;
using SqueezeFlow.Storage.Sqlite.Records;

namespace SqueezeFlow.Storage.Tests.Sqlite;

/// <summary>A store in a folder of its own that is deleted afterwards.</summary>
internal sealed class StoreFixture : IDisposable
{
    public const long Start = 1_735_689_600_000;

    public static readonly MarketId Btc = MarketId.Parse("BINANCE:btcusdt");
    public static readonly MarketId BtcPerp = MarketId.Parse("BINANCE_FUTURES:btcusdt");

    private readonly bool _ownsFolder;

    public StoreFixture(string? directory = null, Action<DataOptions>? configure = null)
    {
        _ownsFolder = directory is null;
        Options = new() { Directory = directory ?? Folder(), BusyTimeout = TimeSpan.FromMilliseconds(50) };
        configure?.Invoke(Options);
        Database = new(Microsoft.Extensions.Options.Options.Create(Options), TimeProvider.System, NullLogger<SqliteDatabase>.Instance);
        Bars = new(Database);
        Values = new(Database);
        OpenInterest = new(Database);
        Signals = new(Database, Values);
        Results = new(Database);
        Trail = new(Database, Signals);
        Statistics = new(Database);
        Paper = new(Database);
        Maintenance = new(Database, Options);
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public DataOptions Options { get; }

    public SqliteDatabase Database { get; }

    public SqliteBarStore Bars { get; }

    public SqliteKeyValueStore Values { get; }

    public SqliteOpenInterestStore OpenInterest { get; }

    public SqliteSignalPublisher Signals { get; }

    public SqliteSignalResults Results { get; }

    public SqliteSignalTrail Trail { get; }

    public SqliteSignalStatistics Statistics { get; }

    public SqlitePaperLedger Paper { get; }

    public SqliteMaintenance Maintenance { get; }

    public static string Folder() => Path.Combine(Path.GetTempPath(), "squeezeflow-tests", Guid.NewGuid().ToString("N"));

    public static Bar Bar(long openUnixMs, double price = 100) =>
        new(openUnixMs, price, price + 1, price - 1, price + 0.1, 1_000.1, 900.2, 7, 5, 0.5, 0);

    public static BarRow Row(MarketId market, long openUnixMs, double price = 100) => new(market, Timeframe.S1, Bar(openUnixMs, price));

    public static StoreWrite Write(params IReadOnlyList<BarRow> bars) => new(bars, [], []);

    public static LedgerRun Run(MarketId market, long from, long to, long trades = 10) =>
        new(market, from, to, 1, 10, trades, 5.5, 6.5, 1, 1, LedgerState.Complete, ProofKind.Ids, "BINANCE/0", 3);

    public static Gap Gap(MarketId market, long before, long after, string? filledBy = null) =>
        new(market, 41, before, 45, after, 3, "ids", filledBy);

    public async Task<List<BarRow>> ReadAllAsync(Timeframe timeframe)
    {
        var rows = new List<BarRow>();
        await foreach (var row in Bars.ReadAllAsync(timeframe, 0, long.MaxValue, Token))
        {
            rows.Add(row);
        }

        return rows;
    }

    public void Dispose()
    {
        Database.Dispose();
        if (_ownsFolder && Directory.Exists(Options.Directory))
        {
            Directory.Delete(Options.Directory, recursive: true);
        }
    }
}
