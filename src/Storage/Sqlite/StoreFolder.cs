using System.Text.Json;
using SqueezeFlow.Core.Backtest.Parity;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Shadowing;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Storage.Reading;
using SqueezeFlow.Storage.Sqlite.Bars;
using SqueezeFlow.Storage.Sqlite.Engine;
using SqueezeFlow.Storage.Sqlite.GrainState;
using SqueezeFlow.Storage.Sqlite.Records;

namespace SqueezeFlow.Storage.Sqlite;

/// <summary>
/// Bars, gaps and signals in a data folder as they are at one moment, beside a service that writes to it: it takes no lock of the folder, and its
/// connection cannot write. Not thread-safe.
/// </summary>
public sealed class StoreFolder : IDisposable
{
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(5);

    private readonly SqliteSession _session;

    private StoreFolder(SqliteSession session) => _session = session;

    /// <summary>Whether a folder holds a store.</summary>
    public static bool IsStore(string folder) => File.Exists(Path.Combine(folder, SqliteDatabase.FileName));

    /// <summary>Opens the store of a folder.</summary>
    /// <exception cref="IOException">There is none, it cannot be read, or another version of the program wrote its tables.</exception>
    public static StoreFolder Open(string folder)
    {
        var session = SqliteSession.OpenForReading(Path.Combine(folder, SqliteDatabase.FileName), BusyTimeout);
        try
        {
            Schema.EnsureCurrent(session);
            session.Action = "reading bars";
            session.Execute("BEGIN");
            return new(session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Every market that the store knows, in ordinal order.</summary>
    public IReadOnlyList<MarketId> ReadMarkets()
    {
        var markets = new List<MarketId>();
        using var rows = _session.Prepare("SELECT exchange, symbol FROM market");
        while (rows.Step())
        {
            markets.Add(new(rows.Text(0), rows.Text(1)));
        }

        markets.Sort();
        return markets;
    }

    /// <summary>Bars of a market as the service reads them (<see cref="StoredBars"/>); none when the store does not know it.</summary>
    public IReadOnlyList<Bar> ReadBars(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs) =>
        SqliteBarReader.Find(_session, market) is { } rows ? [.. StoredBars.Read(rows, timeframe, fromUnixMs, toUnixMs)] : [];

    /// <summary>Gaps of a market that touch the range, filled and open, in time order.</summary>
    public IReadOnlyList<Gap> ReadGaps(MarketId market, long fromUnixMs, long toUnixMs) => GapTable.Read(_session, market, fromUnixMs, toUnixMs);

    /// <summary>When a market was listened to, as far as it touches the range, in time order.</summary>
    public IReadOnlyList<LedgerRun> ReadLedger(MarketId market, long fromUnixMs, long toUnixMs) => LedgerTable.Read(_session, market, fromUnixMs, toUnixMs);

    /// <summary>All signals of a base coin with what their positions brought, in the order of their bars.</summary>
    public IReadOnlyList<SignalRecord> ReadSignals(string baseSymbol)
    {
        var records = SqliteSignalPublisher.Read(_session, baseSymbol, int.MaxValue);
        records.Reverse();
        var results = SqliteSignalResults.Read(_session, [.. records.Select(record => record.Signal.Id)]).ToDictionary(result => result.SignalId);
        return [.. records.Select(record => record with { Result = results.GetValueOrDefault(record.Signal.Id) })];
    }

    /// <summary>How far the service has evaluated a base coin; not at all when it never did.</summary>
    public LastEvaluation ReadLastEvaluation(string baseSymbol) => ReadState<LastEvaluation>(baseSymbol, "outbox") ?? new(0, 0, 0);

    /// <summary>Books of the shadows of a base coin, by name; none where there are no shadows.</summary>
    public IReadOnlyDictionary<string, ShadowBooks> ReadShadows(string baseSymbol) => ReadState<KeptShadows>(baseSymbol, "shadows")?.Books ?? [];

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    // What the service keeps of a symbol, as far as it is of interest here.
    private T? ReadState<T>(string baseSymbol, string name)
        where T : class =>
        GrainStateTable.Read(_session, new("state", $"symbol/{baseSymbol}", name)) is { } row ? JsonSerializer.Deserialize<T>(row.State, JsonText.Options) : null;

    private sealed record KeptShadows(Dictionary<string, ShadowBooks> Books);
}
