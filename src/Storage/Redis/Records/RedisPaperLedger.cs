using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Storage.Redis.Records.Engine;
using SqueezeFlow.Storage.Sqlite.Engine;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Records;

/// <summary>The books of a paper account at Redis, one key, cash and each position a field of it: money as decimal texts.</summary>
internal sealed class RedisPaperLedger(RecordServer server, string account) : IPaperLedger
{
    private const string Cash = "cash";

    private readonly RedisKey _key = server.Keys.Paper(account);

    /// <inheritdoc/>
    public async Task<PaperBooks?> LoadAsync(CancellationToken cancellationToken)
    {
        var fields = await server.ReadAsync("reading a paper account", database => database.HashGetAllAsync(_key), cancellationToken).ConfigureAwait(false);
        return BooksOf(fields);
    }

    /// <inheritdoc/>
    public Task SaveAsync(decimal cashUsd, Position? position, CancellationToken cancellationToken)
    {
        HashEntry[] fields = position is null ? [CashOf(cashUsd)] : [CashOf(cashUsd), EntryOf(position)];
        return server.WriteAsync("writing a paper account", database => database.HashSetAsync(_key, fields), cancellationToken);
    }

    /// <summary>Cash as a field.</summary>
    internal static HashEntry CashOf(decimal cashUsd) => new(Cash, ColumnText.Of(cashUsd));

    /// <summary>A position as a field.</summary>
    internal static HashEntry EntryOf(Position position) => new(
        string.Create(CultureInfo.InvariantCulture, $"position {position.TradeId} {position.OpenedUnixMs} {position.Tag}"), JsonSerializer.Serialize(position, JsonText.Options));

    /// <summary>The books that fields hold; null when there are none.</summary>
    internal static PaperBooks? BooksOf(HashEntry[] fields)
    {
        var cash = fields.FirstOrDefault(static field => field.Name == Cash).Value;
        return cash.IsNull
            ? null
            : new(
                ColumnText.Money((string)cash!),
                [.. fields.Where(static field => field.Name != Cash).Select(PositionOf).OrderBy(static position => position.OpenedUnixMs).ThenBy(NumberOf)]);
    }

    private static Position PositionOf(HashEntry field) =>
        JsonSerializer.Deserialize<Position>((string)field.Value!, JsonText.Options) ?? throw new InvalidDataException("The field of a position holds none.");

    // A paper account counts its trades.
    private static long NumberOf(Position position) => long.Parse(position.TradeId, CultureInfo.InvariantCulture);
}
