using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Storage.Backup.Ports;
using SqueezeFlow.Storage.Sqlite.Bars;
using SqueezeFlow.Storage.Sqlite.Engine;
using SqueezeFlow.Storage.Sqlite.Records;
using static SQLitePCL.raw;

namespace SqueezeFlow.Storage.Sqlite.Backup;

/// <summary>
/// The database file in one read transaction, beside whoever writes to it: it takes no lock of the folder, and its connection cannot write. The
/// write-ahead log cannot shrink while it lasts.
/// </summary>
internal sealed class SqliteSnapshot : IStoreSnapshot
{
    private static readonly string[] Counted = ["second_bar", "bar", "ledger", "gap", "open_interest"];

    private readonly SqliteSession _session;

    private SqliteSnapshot(SqliteSession session, SnapshotMark mark)
    {
        _session = session;
        Mark = mark;
    }

    /// <inheritdoc/>
    public SnapshotMark Mark { get; }

    /// <summary>Opens the file and begins to look at it as it is now.</summary>
    /// <exception cref="IOException">There is none, it cannot be read, or another version of the program wrote its tables.</exception>
    public static Task<SqliteSnapshot> OpenAsync(string path, TimeSpan busyTimeout, TimeProvider clock, CancellationToken cancellationToken) =>
        Task.Run(() => Open(path, busyTimeout, clock), cancellationToken);

    /// <inheritdoc/>
    public Task<long> CountAsync(CancellationToken cancellationToken) =>
        RunAsync(
            () => Counted.Concat(RecordTable.All.Where(table => table.IsIn(_session)).Select(table => table.Name)).Sum(table => _session.Scalar($"SELECT count(*) FROM {table}")),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Timeframe>> ReadTimeframesAsync(CancellationToken cancellationToken) =>
        await RunAsync(ReadTimeframes, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public IAsyncEnumerable<BarRow> ReadBarsAsync(Timeframe timeframe, CancellationToken cancellationToken)
    {
        if (timeframe == Timeframe.S1)
        {
            var seconds = new SecondScan();
            return PagesAsync(() => seconds.Next(_session), cancellationToken);
        }

        var scan = new BarScan(timeframe, long.MinValue, long.MaxValue);
        return PagesAsync(() => scan.Next(_session), cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LedgerRun> ReadLedgerAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var market in await RunAsync(ReadMarkets, cancellationToken).ConfigureAwait(false))
        {
            foreach (var run in await RunAsync(() => LedgerTable.Read(_session, market, long.MinValue, long.MaxValue), cancellationToken).ConfigureAwait(false))
            {
                yield return run;
            }
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Gap> ReadGapsAsync(CancellationToken cancellationToken) =>
        AllAsync(() => GapTable.Read(_session, null, long.MinValue, long.MaxValue), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<OpenInterestRow> ReadOpenInterestAsync(CancellationToken cancellationToken)
    {
        var scan = new OpenInterestScan(long.MinValue, long.MaxValue);
        return PagesAsync(() => scan.Next(_session), cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<KeptMark> ReadKeptAsync(CancellationToken cancellationToken) => AllAsync(() => KeptFrom.ReadAll(_session), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<JsonObject> ReadRecordsAsync(string kind, CancellationToken cancellationToken)
    {
        var table = RecordTable.Of(kind);
        return PagesAsync(() => table.NextPage(_session), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.Run(_session.Dispose).ConfigureAwait(false);

    private static SqliteSnapshot Open(string path, TimeSpan busyTimeout, TimeProvider clock)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path}: there is no store. Set Data:Directory to the folder of the service", path);
        }

        var session = SqliteSession.OpenForReading(path, busyTimeout);
        try
        {
            session.Action = "reading everything";
            session.Execute("BEGIN");
            Schema.EnsureCurrent(session);
            return new(session, new("sqlite", clock.GetUtcNow()));
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private List<Timeframe> ReadTimeframes()
    {
        SortedSet<long> lengths = [];
        if (_session.Scalar("SELECT EXISTS (SELECT 1 FROM second_bar)") == 1)
        {
            lengths.Add(Timeframe.S1.Milliseconds);
        }

        // One look at the key for each market and timeframe, where DISTINCT would read every bar.
        using var markets = _session.Prepare("SELECT number FROM market");
        using var next = _session.Prepare("SELECT min(timeframe_ms) FROM bar WHERE market = ? AND timeframe_ms > ?");
        while (markets.Step())
        {
            var length = 0L;
            while (NextLength(next, markets.Int64(0), length) is { } longer)
            {
                lengths.Add(length = longer);
            }
        }

        return [.. lengths.Select(length => new Timeframe(length))];
    }

    private static long? NextLength(Statement next, long market, long length)
    {
        next.Bind(1, market);
        next.Bind(2, length);
        var found = next.Step() ? next.Int64OrNull(0) : null;
        next.Rewind();
        return found;
    }

    private List<MarketId> ReadMarkets()
    {
        using var rows = _session.Prepare("SELECT exchange, symbol FROM market");
        List<MarketId> markets = [];
        while (rows.Step())
        {
            markets.Add(new(rows.Text(0), rows.Text(1)));
        }

        markets.Sort();
        return markets;
    }

    private async IAsyncEnumerable<T> AllAsync<T>(Func<List<T>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var row in await RunAsync(read, cancellationToken).ConfigureAwait(false))
        {
            yield return row;
        }
    }

    private async IAsyncEnumerable<T> PagesAsync<T>(Func<List<T>> next, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var page = await RunAsync(next, cancellationToken).ConfigureAwait(false);
             page.Count > 0;
             page = await RunAsync(next, cancellationToken).ConfigureAwait(false))
        {
            foreach (var row in page)
            {
                yield return row;
            }
        }

        _session.Rewind();
    }

    private Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken) => Task.Run(() => Run(work, cancellationToken), cancellationToken);

    private T Run<T>(Func<T> work, CancellationToken cancellationToken)
    {
        try
        {
            using var interrupt = cancellationToken.Register(_session.Interrupt);
            return work();
        }
        catch (SqliteFault fault) when (fault.Code == SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException(fault.Message, fault, cancellationToken);
        }
    }
}
