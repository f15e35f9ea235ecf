using System.Globalization;

namespace SqueezeFlow.Storage.Sqlite.Engine;

/// <summary>The tables, and the way from each older version to the next.</summary>
internal static class Schema
{
    /// <summary>The version that this program writes.</summary>
    public static int Version => Migrations.Length;

    /// <summary>"SQZF", so that a database of another program is told apart.</summary>
    public const long ApplicationId = 0x53515A46;

    private const string BarColumns =
        """
        open REAL, high REAL, low REAL, close REAL, buy_notional REAL, sell_notional REAL, buy_count INTEGER, sell_count INTEGER,
        buy_liquidation REAL, sell_liquidation REAL, imported INTEGER
        """;

    private static readonly string[] Migrations = [InitialTables, OpenInterest, KeptFrom, SignalResults, SignalSteps];

    private const string InitialTables =
        $"""
        CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE market (number INTEGER PRIMARY KEY, exchange TEXT NOT NULL, symbol TEXT NOT NULL,
            last_second INTEGER NOT NULL DEFAULT 0, UNIQUE (exchange, symbol));
        CREATE TABLE second_bar (key INTEGER PRIMARY KEY, {BarColumns});
        CREATE TABLE bar (market INTEGER NOT NULL, timeframe_ms INTEGER NOT NULL, open_unix_ms INTEGER NOT NULL, {BarColumns},
            PRIMARY KEY (market, timeframe_ms, open_unix_ms)) WITHOUT ROWID;
        CREATE TABLE ledger (market INTEGER NOT NULL, from_unix_ms INTEGER NOT NULL, to_unix_ms INTEGER NOT NULL,
            first_id INTEGER NOT NULL, last_id INTEGER NOT NULL, trades INTEGER NOT NULL, buy_notional REAL, sell_notional REAL,
            gaps_found INTEGER NOT NULL, gaps_filled INTEGER NOT NULL, state TEXT NOT NULL, proof TEXT NOT NULL, feed TEXT NOT NULL,
            epoch INTEGER NOT NULL, PRIMARY KEY (market, from_unix_ms)) WITHOUT ROWID;
        CREATE TABLE gap (market INTEGER NOT NULL, before_unix_ms INTEGER NOT NULL, before_id INTEGER NOT NULL,
            after_unix_ms INTEGER NOT NULL, after_id INTEGER NOT NULL, missing INTEGER, reason TEXT NOT NULL, filled_by TEXT,
            PRIMARY KEY (market, before_unix_ms, before_id)) WITHOUT ROWID;
        CREATE TABLE signal (id TEXT PRIMARY KEY, bar_close_unix_ms INTEGER NOT NULL, symbol TEXT NOT NULL, base TEXT NOT NULL,
            action TEXT NOT NULL, action_order INTEGER NOT NULL, outcome TEXT NOT NULL, detail TEXT, fill_price REAL,
            body TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX signal_by_bar ON signal (bar_close_unix_ms, symbol, action_order);
        CREATE INDEX signal_by_base ON signal (base, bar_close_unix_ms, symbol, action_order);
        CREATE TABLE paper_account (only INTEGER PRIMARY KEY CHECK (only = 1), cash_usd TEXT NOT NULL);
        CREATE TABLE paper_position (number INTEGER PRIMARY KEY AUTOINCREMENT, trade_id TEXT NOT NULL, tag TEXT NOT NULL,
            opened_unix_ms INTEGER NOT NULL, base TEXT NOT NULL, side TEXT NOT NULL, quantity TEXT NOT NULL, entry_price TEXT NOT NULL,
            leverage INTEGER NOT NULL, stake_usd TEXT NOT NULL, entry_fee_usd TEXT NOT NULL, closed_unix_ms INTEGER, exit_price TEXT,
            profit_usd TEXT, exit_reason TEXT, UNIQUE (trade_id, tag, opened_unix_ms));
        CREATE TABLE grain_state (storage TEXT NOT NULL, grain TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL,
            state TEXT NOT NULL, PRIMARY KEY (storage, grain, name)) WITHOUT ROWID;
        CREATE TABLE key_value (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE VIEW second_bar_readable AS SELECT m.exchange || ':' || m.symbol AS market, (b.key >> 20) * 1000 AS open_unix_ms, b.*
            FROM second_bar b JOIN market m ON m.number = b.key & 1048575;
        """;

    private const string OpenInterest =
        """
        CREATE TABLE open_interest (unix_ms INTEGER NOT NULL, symbol TEXT NOT NULL, aggregate_type TEXT NOT NULL, exchange TEXT NOT NULL,
            original_symbol TEXT NOT NULL, open_interest_usd REAL, open_interest_coin REAL, oi_change_24h REAL,
            oi_change_pct REAL GENERATED ALWAYS AS (100 * oi_change_24h) VIRTUAL, member_count INTEGER NOT NULL, members TEXT NOT NULL,
            flag TEXT, venue_unix_ms INTEGER NOT NULL,
            PRIMARY KEY (unix_ms, symbol, aggregate_type, exchange, original_symbol)) WITHOUT ROWID;
        """;

    // What an older version deleted, it did not note: all that is older than the oldest row may be missing. It wrote no bars of ten seconds.
    private const string KeptFrom =
        """
        INSERT INTO meta SELECT 'kept_from_1000', (key >> 20) * 1000 FROM (SELECT key FROM second_bar ORDER BY key LIMIT 1);
        INSERT INTO meta SELECT 'kept_from_10000', (key >> 20) * 1000 + 1000 FROM (SELECT key FROM second_bar ORDER BY key DESC LIMIT 1);
        INSERT INTO meta SELECT 'kept_from_' || timeframe_ms, min(open_unix_ms) FROM bar WHERE timeframe_ms > 10000 GROUP BY timeframe_ms;
        INSERT INTO meta SELECT 'kept_from_ledger', oldest FROM (SELECT min(from_unix_ms) AS oldest FROM ledger) WHERE oldest IS NOT NULL;
        """;

    // A result goes with its signal, however that goes. The index holds the few signals that may have opened a position.
    private const string SignalResults =
        """
        CREATE TABLE signal_result (signal_id TEXT PRIMARY KEY, exit_unix_ms INTEGER NOT NULL, exit_price REAL, profit_usd REAL NOT NULL,
            profit_percent REAL, holding_minutes INTEGER NOT NULL, exit_reason TEXT) WITHOUT ROWID;
        CREATE INDEX signal_entered ON signal (bar_close_unix_ms) WHERE action <> 'Close' AND outcome IN ('Filled', 'Unknown');
        CREATE TRIGGER signal_deleted AFTER DELETE ON signal BEGIN DELETE FROM signal_result WHERE signal_id = OLD.id; END;
        """;

    // The key tells a step that is noted a second time after a restart; the number keeps the order in which steps were noted.
    private const string SignalSteps =
        """
        CREATE TABLE signal_step (number INTEGER PRIMARY KEY, signal_id TEXT NOT NULL, at_unix_us INTEGER NOT NULL, market_unix_ms INTEGER NOT NULL,
            kind TEXT NOT NULL, words TEXT NOT NULL, rule TEXT, trade_id TEXT, other_id TEXT, figures TEXT, UNIQUE (signal_id, at_unix_us, kind));
        CREATE INDEX signal_step_by_time ON signal_step (market_unix_ms);
        CREATE TRIGGER signal_forgotten AFTER DELETE ON signal BEGIN DELETE FROM signal_step WHERE signal_id = OLD.id; END;
        """;

    /// <summary>Makes sure that a database is one that this program may read as it is.</summary>
    /// <exception cref="IOException">It is another program's, or another version wrote its tables; the message says what to do.</exception>
    public static void EnsureCurrent(SqliteSession session)
    {
        var version = session.Scalar("PRAGMA user_version");
        if (session.Scalar("PRAGMA application_id") != ApplicationId)
        {
            throw OfAnother(session);
        }

        if (version > Version)
        {
            throw Newer(session, version);
        }

        if (version < Version)
        {
            throw new IOException(string.Create(
                CultureInfo.InvariantCulture,
                $"{session.Path}: its schema has version {version}, this program's is {Version}. Use the program that wrote it, or start the service once, which brings it up to date."));
        }
    }

    /// <summary>Brings an open database to <see cref="Version"/>, each step whole or not at all.</summary>
    /// <exception cref="IOException">The database is newer than this program, or another program's.</exception>
    public static void Upgrade(SqliteSession session)
    {
        var version = session.Scalar("PRAGMA user_version");
        var application = session.Scalar("PRAGMA application_id");
        var isEmpty = version == 0 && application == 0 && session.Scalar("SELECT count(*) FROM sqlite_schema") == 0;
        if (!isEmpty && application != ApplicationId)
        {
            throw OfAnother(session);
        }

        if (version > Version)
        {
            throw Newer(session, version);
        }

        for (var next = (int)version; next < Version; next++)
        {
            session.Execute("BEGIN IMMEDIATE");
            session.Execute(Migrations[next]);
            session.Execute(string.Create(
                CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {next + 1}; COMMIT"));
        }
    }

    /// <summary>What is told of a database of another program.</summary>
    public static IOException OfAnother(SqliteSession session) =>
        new($"{session.Path}: this is a database of another program. Move it away or set Data:Directory to another folder.");

    private static IOException Newer(SqliteSession session, long version) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{session.Path}: its schema has version {version}, this program knows up to {Version}. Run the newer program, or set Data:Directory to another folder."));
}
