using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.Backup;

/// <summary>The table that keeps a kind of records: each column is a field of the same name.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">Name of the table.</param>
/// <param name="Order">Columns by which rows are read.</param>
internal sealed record RecordTable(RecordKind Kind, string Name, string Order)
{
    private const int PageRows = 512;

    /// <summary>The tables of all kinds.</summary>
    public static IReadOnlyList<RecordTable> All { get; } =
    [
        new(RecordKind.Signals, "signal", "bar_close_unix_ms, symbol, action_order, id"),
        new(RecordKind.SignalResults, "signal_result", "signal_id"),
        new(RecordKind.SignalSteps, "signal_step", "number"),
        new(RecordKind.PaperAccount, "paper_account", "only"),
        new(RecordKind.PaperPositions, "paper_position", "number"),
        new(RecordKind.GrainState, "grain_state", "storage, grain, name"),
        new(RecordKind.KeyValues, "key_value", "key"),
    ];

    /// <summary>The table of a kind.</summary>
    public static RecordTable Of(string kind) => All.Single(table => table.Kind.Name == kind);

    /// <summary>Whether a database has it: not every version keeps every kind.</summary>
    public bool IsIn(SqliteSession session)
    {
        using var row = session.Prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
        row.Bind(1, Name);
        return row.Step();
    }

    /// <summary>The next page of rows, empty at the end.</summary>
    public List<JsonObject> NextPage(SqliteSession session)
    {
        if (!IsIn(session))
        {
            return [];
        }

        // The statement keeps its place between pages.
        var rows = session.Prepare($"SELECT * FROM {Name} ORDER BY {Order}");
        List<JsonObject> page = [];
        while (page.Count < PageRows && rows.Step())
        {
            var row = new JsonObject();
            for (var column = 0; column < rows.Columns; column++)
            {
                row.Add(rows.Name(column), NodeOf(rows.Value(column)));
            }

            page.Add(row);
        }

        return page;
    }

    /// <summary>Adds a row.</summary>
    /// <exception cref="BackupException">It has a field that is no column, or a value that no column takes.</exception>
    public void Write(SqliteSession session, JsonObject row)
    {
        var columns = ColumnsOf(session);
        if (row.FirstOrDefault(field => !columns.ContainsKey(field.Key)) is { Key: { } unknown })
        {
            throw new BackupException($"{Kind.Name}: a row has the field '{unknown}', which this program does not know. Restore it with the program that wrote it");
        }

        var insert = session.Prepare(
            $"INSERT INTO {Name} ({string.Join(", ", row.Select(field => field.Key))}) VALUES ({string.Join(", ", row.Select(_ => "?"))})");
        var place = 0;
        foreach (var (name, value) in row)
        {
            Bind(insert, ++place, name, value, isReal: columns[name] == "REAL");
        }

        insert.Run();
    }

    private static JsonValue? NodeOf(object? value) => value switch
    {
        null => null,
        long whole => JsonValue.Create(whole),
        double number => double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(number.ToString(CultureInfo.InvariantCulture)),
        _ => JsonValue.Create((string)value),
    };

    private void Bind(Statement insert, int place, string name, JsonNode? value, bool isReal)
    {
        switch (value?.GetValueKind())
        {
            case null:
                insert.Bind(place, (string?)null);
                break;
            case JsonValueKind.String when isReal:
                // The infinities are texts in JSON.
                insert.Bind(place, double.Parse(value.GetValue<string>(), CultureInfo.InvariantCulture));
                break;
            case JsonValueKind.String:
                insert.Bind(place, value.GetValue<string>());
                break;
            case JsonValueKind.Number when isReal:
                insert.Bind(place, value.GetValue<double>());
                break;
            case JsonValueKind.Number:
                insert.Bind(place, value.GetValue<long>());
                break;
            default:
                throw new BackupException($"{Kind.Name}: damaged, {name} is {value.ToJsonString()}; expected a number, a text or null. Take another backup");
        }
    }

    private Dictionary<string, string> ColumnsOf(SqliteSession session)
    {
        using var rows = session.Prepare($"SELECT name, type FROM pragma_table_info('{Name}')");
        Dictionary<string, string> columns = new(StringComparer.Ordinal);
        while (rows.Step())
        {
            columns.Add(rows.Text(0), rows.Text(1));
        }

        return columns;
    }
}
