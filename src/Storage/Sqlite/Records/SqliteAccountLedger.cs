using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Records;

/// <summary>
/// The books of a further paper account: its cash and each of its positions a text by name, so that any version of this program can open the database,
/// and a backup has them with the others.
/// </summary>
internal sealed class SqliteAccountLedger(SqliteDatabase database, string account) : IPaperLedger
{
    private const string Upsert = "INSERT INTO key_value (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2";

    private readonly string _cash = $"paper.{account}.cash";
    private readonly string _positions = $"paper.{account}.position.";

    /// <inheritdoc/>
    public Task<PaperBooks?> LoadAsync(CancellationToken cancellationToken) =>
        database.ReadAsync("reading a paper account", Load, cancellationToken);

    /// <inheritdoc/>
    public Task SaveAsync(decimal cashUsd, Position? position, CancellationToken cancellationToken) =>
        database.WriteAsync("writing a paper account", session => Save(session, cashUsd, position), cancellationToken);

    private PaperBooks? Load(SqliteSession session)
    {
        using var cash = session.Prepare("SELECT value FROM key_value WHERE key = ?1");
        cash.Bind(1, _cash);
        if (!cash.Step())
        {
            return null;
        }

        // What begins with the prefix; '/' is the character after its last.
        using var rows = session.Prepare("SELECT value FROM key_value WHERE key >= ?1 AND key < ?2");
        rows.Bind(1, _positions);
        rows.Bind(2, _positions[..^1] + '/');
        List<Position> positions = [];
        while (rows.Step())
        {
            positions.Add(JsonSerializer.Deserialize<Position>(rows.Text(0), JsonText.Options)
                ?? throw new InvalidDataException("The row of a position holds none."));
        }

        return new(ColumnText.Money(cash.Text(0)), [.. positions.OrderBy(static position => position.OpenedUnixMs).ThenBy(NumberOf)]);
    }

    private int Save(SqliteSession session, decimal cashUsd, Position? position)
    {
        Write(session, _cash, ColumnText.Of(cashUsd));
        if (position is not null)
        {
            Write(session, _positions + position.TradeId, JsonSerializer.Serialize(position, JsonText.Options));
        }

        return 0;
    }

    private static void Write(SqliteSession session, string key, string value)
    {
        using var upsert = session.Prepare(Upsert);
        upsert.Bind(1, key);
        upsert.Bind(2, value);
        upsert.Run();
    }

    // A paper account counts its trades.
    private static long NumberOf(Position position) => long.Parse(position.TradeId, CultureInfo.InvariantCulture);
}
