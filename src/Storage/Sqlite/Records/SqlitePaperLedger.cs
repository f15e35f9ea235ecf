using SqueezeFlow.Core.Orders;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Records;

/// <summary>The books of the paper account in the database file, money as decimal texts.</summary>
internal sealed class SqlitePaperLedger(SqliteDatabase database) : IPaperLedger
{
    private const string UpsertCash = "INSERT OR REPLACE INTO paper_account VALUES (1, ?)";

    private const string UpsertPosition =
        """
        INSERT INTO paper_position (trade_id, tag, opened_unix_ms, base, side, quantity, entry_price, leverage, stake_usd, entry_fee_usd,
            closed_unix_ms, exit_price, profit_usd, exit_reason)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
        ON CONFLICT (trade_id, tag, opened_unix_ms) DO UPDATE SET base = ?4, side = ?5, quantity = ?6, entry_price = ?7, leverage = ?8,
            stake_usd = ?9, entry_fee_usd = ?10, closed_unix_ms = ?11, exit_price = ?12, profit_usd = ?13, exit_reason = ?14
        """;

    private const string SelectPositions =
        """
        SELECT trade_id, tag, opened_unix_ms, base, side, quantity, entry_price, leverage, stake_usd, entry_fee_usd,
            closed_unix_ms, exit_price, profit_usd, exit_reason
        FROM paper_position ORDER BY opened_unix_ms, number
        """;

    /// <inheritdoc/>
    public Task<PaperBooks?> LoadAsync(CancellationToken cancellationToken) =>
        database.ReadAsync("reading the paper account", Load, cancellationToken);

    /// <inheritdoc/>
    public Task SaveAsync(decimal cashUsd, Position? position, CancellationToken cancellationToken) =>
        database.WriteAsync("writing the paper account", session => Save(session, cashUsd, position), cancellationToken);

    private static PaperBooks? Load(SqliteSession session)
    {
        using var account = session.Prepare("SELECT cash_usd FROM paper_account");
        if (!account.Step())
        {
            return null;
        }

        using var rows = session.Prepare(SelectPositions);
        var positions = new List<Position>();
        while (rows.Step())
        {
            positions.Add(Read(rows));
        }

        return new(ColumnText.Money(account.Text(0)), positions);
    }

    private static int Save(SqliteSession session, decimal cashUsd, Position? position)
    {
        using var cash = session.Prepare(UpsertCash);
        cash.Bind(1, ColumnText.Of(cashUsd));
        cash.Run();
        if (position is not null)
        {
            Write(session, position);
        }

        return 0;
    }

    private static void Write(SqliteSession session, Position position)
    {
        using var upsert = session.Prepare(UpsertPosition);
        upsert.Bind(1, position.TradeId);
        upsert.Bind(2, position.Tag);
        upsert.Bind(3, position.OpenedUnixMs);
        upsert.Bind(4, position.BaseSymbol);
        upsert.Bind(5, ColumnText.Of(position.Side));
        upsert.Bind(6, ColumnText.Of(position.Quantity));
        upsert.Bind(7, ColumnText.Of(position.EntryPrice));
        upsert.Bind(8, position.Leverage);
        upsert.Bind(9, ColumnText.Of(position.StakeUsd));
        upsert.Bind(10, ColumnText.Of(position.EntryFeeUsd));
        upsert.Bind(11, position.ClosedUnixMs);
        upsert.Bind(12, ColumnText.Of(position.ExitPrice));
        upsert.Bind(13, ColumnText.Of(position.ProfitUsd));
        upsert.Bind(14, position.ExitReason);
        upsert.Run();
    }

    private static Position Read(Statement row) => new()
    {
        TradeId = row.Text(0),
        Tag = row.Text(1),
        OpenedUnixMs = row.Int64(2),
        BaseSymbol = row.Text(3),
        Side = ColumnText.Parse<PositionSide>(row.Text(4)),
        Quantity = ColumnText.Money(row.Text(5)),
        EntryPrice = ColumnText.Money(row.Text(6)),
        Leverage = (int)row.Int64(7),
        StakeUsd = ColumnText.Money(row.Text(8)),
        EntryFeeUsd = ColumnText.Money(row.Text(9)),
        ClosedUnixMs = row.Int64OrNull(10),
        ExitPrice = ColumnText.MoneyOrNull(row.TextOrNull(11)),
        ProfitUsd = ColumnText.MoneyOrNull(row.TextOrNull(12)),
        ExitReason = row.TextOrNull(13),
    };
}
