using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage.Reading;
using SqueezeFlow.Storage.Sqlite.Bars;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite;

/// <summary>
/// Bars and gaps in a data folder as they are at one moment, beside a service that writes to it: it takes no lock of the folder, and its
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

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
