using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Redis.GrainState;
using SqueezeFlow.Storage.Redis.Records;
using SqueezeFlow.Storage.Redis.Records.Engine;
using SqueezeFlow.Storage.Redis.Records.Signals;
using SqueezeFlow.Storage.Sqlite.Engine;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Backup;

/// <summary>Rows as the embedded store has them, as the commands that keep them here.</summary>
/// <param name="keys">Where records go.</param>
/// <param name="states">Where states go.</param>
internal sealed class RestoredRecords(RecordKeys keys, StateKeys states)
{
    private const string AccountStart = "paper.";
    private const string CashEnd = ".cash";
    private const string PositionPart = ".position.";

    /// <summary>Adds a row of a kind.</summary>
    /// <exception cref="BackupException">It lacks a field, or has a value that cannot be.</exception>
    public void Write(IBatch batch, List<Task> tasks, string kind, JsonObject row)
    {
        try
        {
            tasks.AddRange(CommandsOf(batch, kind, row));
        }
        catch (Exception error) when (error is JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            throw new BackupException($"{kind}: damaged, a row cannot be read ({error.Message.TrimEnd('.')}). Take another backup", error);
        }
    }

    private IEnumerable<Task> CommandsOf(IBatch batch, string kind, JsonObject row) => kind switch
    {
        _ when kind == RecordKind.Signals.Name => Signal(batch, row),
        _ when kind == RecordKind.SignalResults.Name => Result(batch, row),
        _ when kind == RecordKind.SignalSteps.Name => Step(batch, row),
        _ when kind == RecordKind.PaperAccount.Name => [batch.HashSetAsync(keys.Paper(AccountNames.Main), [RedisPaperLedger.CashOf(ColumnText.Money(Text(row, "cash_usd")))])],
        _ when kind == RecordKind.PaperPositions.Name => [batch.HashSetAsync(keys.Paper(AccountNames.Main), [RedisPaperLedger.EntryOf(PositionOf(row))])],
        _ when kind == RecordKind.GrainState.Name => State(batch, row),
        _ => [Value(batch, Text(row, "key"), Text(row, "value"))],
    };

    private List<Task> Signal(IBatch batch, JsonObject row)
    {
        var signal = Parse<Signal>("body", Text(row, "body"));
        var record = new SignalRecord(signal, ColumnText.Parse<SignalOutcome>(Text(row, "outcome")), TextOrNull(row, "detail"), NumberOrNull(row, "fill_price"));
        List<Task> tasks =
        [
            batch.HashSetAsync(keys.Signal(signal.Id), SignalHash.Of(record)),
            batch.SortedSetAddAsync(keys.Signals, SignalHash.MemberOf(signal), signal.BarCloseUnixMs),
            batch.SortedSetAddAsync(keys.SignalsOf(signal.BaseSymbol), SignalHash.MemberOf(signal), signal.BarCloseUnixMs),
        ];
        if (SignalHash.IsAwaited(record))
        {
            tasks.Add(batch.SortedSetAddAsync(keys.Awaited, signal.Id, signal.BarCloseUnixMs));
        }

        return tasks;
    }

    private Task[] Result(IBatch batch, JsonObject row)
    {
        var result = new SignalResult(
            Text(row, "signal_id"), Whole(row, "exit_unix_ms"), NumberOrNull(row, "exit_price"), NumberOrNull(row, "profit_usd")!.Value,
            NumberOrNull(row, "profit_percent"), Whole(row, "holding_minutes"), TextOrNull(row, "exit_reason"));
        return
        [
            batch.HashSetAsync(keys.Signal(result.SignalId), SignalHash.Result, SignalHash.Of(result)),
            batch.SortedSetRemoveAsync(keys.Awaited, result.SignalId),
        ];
    }

    private Task[] Step(IBatch batch, JsonObject row)
    {
        var step = new SignalStep(
            Text(row, "signal_id"), StepText.TimeOf(Whole(row, "at_unix_us")), Whole(row, "market_unix_ms"), ColumnText.Parse<StepKind>(Text(row, "kind")), Text(row, "words"))
        {
            Rule = TextOrNull(row, "rule"),
            TradeId = TextOrNull(row, "trade_id"),
            OtherId = TextOrNull(row, "other_id"),
            Figures = TextOrNull(row, "figures") is { } figures ? Parse<Dictionary<string, double>>("figures", figures) : StepFigures.None,
        };
        var (number, field) = (Whole(row, "number"), StepText.FieldOf(step));
        return
        [
            batch.HashSetAsync(keys.StepsOf(step.SignalId), field, StepText.Write(number, step)),
            batch.SortedSetAddAsync(keys.Steps, StepText.MemberOf(step.SignalId, field), step.MarketUnixMs),

            // Rows come by their numbers.
            batch.StringSetAsync(keys.StepCount, number),
        ];
    }

    private Task[] State(IBatch batch, JsonObject row)
    {
        var (name, key) = (Text(row, "name"), states.KeyOf(Text(row, "name"), GrainId.Parse(Text(row, "grain"), CultureInfo.InvariantCulture)));
        HashEntry[] fields = [new("etag", Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)), new("data", VersionedGrainStateSerializer.Wrap(Text(row, "state")))];
        var set = batch.HashSetAsync(key, fields);
        return states.LifetimeOf(name) is { } lifetime ? [set, batch.KeyExpireAsync(key, lifetime)] : [set];
    }

    // The embedded store has books of further accounts among the small texts.
    private Task Value(IBatch batch, string key, string value)
    {
        if (key.StartsWith(AccountStart, StringComparison.Ordinal))
        {
            if (key.EndsWith(CashEnd, StringComparison.Ordinal))
            {
                return batch.HashSetAsync(keys.Paper(key[AccountStart.Length..^CashEnd.Length]), [RedisPaperLedger.CashOf(ColumnText.Money(value))]);
            }

            if (key.IndexOf(PositionPart, StringComparison.Ordinal) is > 0 and var at)
            {
                return batch.HashSetAsync(keys.Paper(key[AccountStart.Length..at]), [RedisPaperLedger.EntryOf(Parse<Position>(key, value))]);
            }
        }

        return batch.HashSetAsync(keys.Values, key, value);
    }

    private static Position PositionOf(JsonObject row) => new()
    {
        TradeId = Text(row, "trade_id"),
        Tag = Text(row, "tag"),
        OpenedUnixMs = Whole(row, "opened_unix_ms"),
        BaseSymbol = Text(row, "base"),
        Side = ColumnText.Parse<PositionSide>(Text(row, "side")),
        Quantity = ColumnText.Money(Text(row, "quantity")),
        EntryPrice = ColumnText.Money(Text(row, "entry_price")),
        Leverage = (int)Whole(row, "leverage"),
        StakeUsd = ColumnText.Money(Text(row, "stake_usd")),
        EntryFeeUsd = ColumnText.Money(Text(row, "entry_fee_usd")),
        ClosedUnixMs = row["closed_unix_ms"] is null ? null : Whole(row, "closed_unix_ms"),
        ExitPrice = ColumnText.MoneyOrNull(TextOrNull(row, "exit_price")),
        ProfitUsd = ColumnText.MoneyOrNull(TextOrNull(row, "profit_usd")),
        ExitReason = TextOrNull(row, "exit_reason"),
    };

    private static T Parse<T>(string name, string text) => JsonSerializer.Deserialize<T>(text, JsonText.Options) ?? throw new FormatException($"{name} holds nothing");

    private static string Text(JsonObject row, string name) => TextOrNull(row, name) ?? throw new FormatException($"{name} is missing");

    private static string? TextOrNull(JsonObject row, string name) => row[name]?.GetValue<string>();

    private static long Whole(JsonObject row, string name) => row[name]?.GetValue<long>() ?? throw new FormatException($"{name} is missing");

    // The infinities are texts in JSON.
    private static double? NumberOrNull(JsonObject row, string name) => row[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => double.Parse(value.GetValue<string>(), CultureInfo.InvariantCulture),
        var value => value.GetValue<double>(),
    };
}
