using System.Text.Json;
using System.Text.Json.Nodes;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Redis.GrainState;
using SqueezeFlow.Storage.Redis.Records;
using SqueezeFlow.Storage.Redis.Records.Signals;
using SqueezeFlow.Storage.Sqlite.Engine;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Backup;

/// <summary>Hashes of records and states as the rows that the embedded store would have of them.</summary>
/// <param name="service">What the names of their keys begin with.</param>
internal sealed class RecordRows(string service)
{
    // Subscriptions of streams: they are made anew. A state that was cleared is an empty text.
    private const string Subscriptions = "pubsubrendezvous/";

    private readonly Dictionary<string, List<JsonObject>> _rows = RecordKind.All.ToDictionary(static kind => kind.Name, static _ => new List<JsonObject>(), StringComparer.Ordinal);

    /// <summary>Rows of a kind.</summary>
    public IReadOnlyList<JsonObject> Of(string kind) => _rows[kind];

    /// <summary>Rows of all kinds.</summary>
    public long Count => _rows.Values.Sum(static rows => (long)rows.Count);

    /// <summary>Adds what a hash holds.</summary>
    public void Add(string key, IReadOnlyDictionary<string, string> fields)
    {
        var name = key[(service.Length + 1)..];
        switch (name.Split('/', 3))
        {
            case ["records", "signal", _]:
                AddSignal(fields);
                break;
            case ["records", "steps", var id]:
                AddSteps(id, fields);
                break;
            case ["records", "paper", var account]:
                AddBooks(account, fields);
                break;
            case ["records", "values"]:
                foreach (var (value, text) in fields)
                {
                    Add(RecordKind.KeyValues, new() { ["key"] = value, ["value"] = text });
                }

                break;
            case ["state", ..] when !name["state/".Length..].StartsWith(Subscriptions, StringComparison.Ordinal) && fields.TryGetValue("data", out var state) && state.Length > 0:
                AddState(name["state/".Length..], state);
                break;
        }
    }

    /// <summary>Puts each kind in the order in which the embedded store keeps it.</summary>
    public void Sort()
    {
        _rows[RecordKind.Signals.Name].Sort(static (a, b) => Compare((long)a["bar_close_unix_ms"]!, (long)b["bar_close_unix_ms"]!, (string)a["id"]!, (string)b["id"]!));
        _rows[RecordKind.SignalSteps.Name].Sort(static (a, b) => ((long)a["number"]!).CompareTo((long)b["number"]!));
    }

    private static int Compare(long a, long b, string first, string second) => a != b ? a.CompareTo(b) : string.CompareOrdinal(first, second);

    private void Add(RecordKind kind, JsonObject row) => _rows[kind.Name].Add(row);

    private void AddSignal(IReadOnlyDictionary<string, string> fields)
    {
        var record = SignalHash.Read([.. SignalHash.Fields.Select(name => fields.TryGetValue((string)name!, out var value) ? (RedisValue)value : RedisValue.Null)]);
        if (record is null)
        {
            return;
        }

        var signal = record.Signal;
        Add(RecordKind.Signals, new()
        {
            ["id"] = signal.Id,
            ["bar_close_unix_ms"] = signal.BarCloseUnixMs,
            ["symbol"] = signal.Pair,
            ["base"] = signal.BaseSymbol,
            ["action"] = ColumnText.Of(signal.Action),
            ["action_order"] = (long)signal.Action,
            ["outcome"] = ColumnText.Of(record.Outcome),
            ["detail"] = record.Detail,
            ["fill_price"] = record.FillPrice,
            ["body"] = fields[SignalHash.Body],
        });
        if (record.Result is { } result)
        {
            Add(RecordKind.SignalResults, new()
            {
                ["signal_id"] = result.SignalId,
                ["exit_unix_ms"] = result.ExitUnixMs,
                ["exit_price"] = result.ExitPrice,
                ["profit_usd"] = result.ProfitUsd,
                ["profit_percent"] = result.ProfitPercent,
                ["holding_minutes"] = result.HoldingMinutes,
                ["exit_reason"] = result.ExitReason,
            });
        }
    }

    private void AddSteps(string signalId, IReadOnlyDictionary<string, string> fields)
    {
        foreach (var text in fields.Values)
        {
            var (number, step) = StepText.Read(signalId, text);
            Add(RecordKind.SignalSteps, new()
            {
                ["number"] = number,
                ["signal_id"] = signalId,
                ["at_unix_us"] = StepText.MicrosecondsOf(step.At),
                ["market_unix_ms"] = step.MarketUnixMs,
                ["kind"] = ColumnText.Of(step.Kind),
                ["words"] = step.Words,
                ["rule"] = step.Rule,
                ["trade_id"] = step.TradeId,
                ["other_id"] = step.OtherId,
                ["figures"] = step.Figures.Count == 0 ? null : JsonSerializer.Serialize(step.Figures, JsonText.Options),
            });
        }
    }

    // Books of further accounts are small texts there, see the embedded store.
    private void AddBooks(string account, IReadOnlyDictionary<string, string> fields)
    {
        if (RedisPaperLedger.BooksOf([.. fields.Select(static field => new HashEntry(field.Key, field.Value))]) is not { } books)
        {
            return;
        }

        var isMain = account == AccountNames.Main;
        Add(
            isMain ? RecordKind.PaperAccount : RecordKind.KeyValues,
            isMain ? new() { ["only"] = 1L, ["cash_usd"] = ColumnText.Of(books.CashUsd) } : new() { ["key"] = $"paper.{account}.cash", ["value"] = ColumnText.Of(books.CashUsd) });
        foreach (var (position, i) in books.Positions.Select(static (position, i) => (position, i)))
        {
            Add(
                isMain ? RecordKind.PaperPositions : RecordKind.KeyValues,
                isMain ? RowOf(position, i + 1) : new() { ["key"] = $"paper.{account}.position.{position.TradeId}", ["value"] = JsonSerializer.Serialize(position, JsonText.Options) });
        }
    }

    private static JsonObject RowOf(Position position, long number) => new()
    {
        ["number"] = number,
        ["trade_id"] = position.TradeId,
        ["tag"] = position.Tag,
        ["opened_unix_ms"] = position.OpenedUnixMs,
        ["base"] = position.BaseSymbol,
        ["side"] = ColumnText.Of(position.Side),
        ["quantity"] = ColumnText.Of(position.Quantity),
        ["entry_price"] = ColumnText.Of(position.EntryPrice),
        ["leverage"] = (long)position.Leverage,
        ["stake_usd"] = ColumnText.Of(position.StakeUsd),
        ["entry_fee_usd"] = ColumnText.Of(position.EntryFeeUsd),
        ["closed_unix_ms"] = position.ClosedUnixMs,
        ["exit_price"] = ColumnText.Of(position.ExitPrice),
        ["profit_usd"] = ColumnText.Of(position.ProfitUsd),
        ["exit_reason"] = position.ExitReason,
    };

    private void AddState(string name, string state)
    {
        var end = name.LastIndexOf('/');
        Add(RecordKind.GrainState, new()
        {
            ["storage"] = StateKeys.Storage,
            ["grain"] = name[..end],
            ["name"] = name[(end + 1)..],
            ["version"] = 1L,
            ["state"] = VersionedGrainStateSerializer.Unwrap(state),
        });
    }
}
