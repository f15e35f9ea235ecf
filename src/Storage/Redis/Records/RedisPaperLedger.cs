using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Storage.Redis.Records.Engine;
using SqueezeFlow.Storage.Redis.Server;
using SqueezeFlow.Storage.Sqlite.Engine;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Records;

/// <summary>The books of a paper account at Redis, one key, cash and each position a field of it: money as decimal texts.</summary>
internal sealed class RedisPaperLedger(RecordServer server, string account) : IPaperLedger
{
    private const string Cash = "cash";
    private const string Version = "version";
    private const string PositionStart = "position ";

    private readonly RedisKey _key = server.Keys.Paper(account);
    private long _version;

    /// <inheritdoc/>
    public async Task<PaperBooks?> LoadAsync(CancellationToken cancellationToken)
    {
        var fields = await server.ReadAsync("reading a paper account", database => database.HashGetAllAsync(_key), cancellationToken).ConfigureAwait(false);
        _version = VersionOf(fields.FirstOrDefault(static field => field.Name == Version).Value);
        return BooksOf(fields);
    }

    /// <inheritdoc/>
    public async Task<bool> IsChangedAsync(CancellationToken cancellationToken) =>
        VersionOf(await server.ReadAsync("reading a paper account", database => database.HashGetAsync(_key, Version), cancellationToken).ConfigureAwait(false)) != _version;

    /// <inheritdoc/>
    public async Task SaveAsync(decimal cashUsd, Position? position, CancellationToken cancellationToken)
    {
        await server.ChangeAsync("writing a paper account", change => DecideAsync(change, cashUsd, position), cancellationToken).ConfigureAwait(false);
        _version++;
    }

    /// <summary>Cash as a field.</summary>
    internal static HashEntry CashOf(decimal cashUsd) => new(Cash, ColumnText.Of(cashUsd));

    /// <summary>A position as a field.</summary>
    internal static HashEntry EntryOf(Position position) => new(
        string.Create(CultureInfo.InvariantCulture, $"{PositionStart}{position.TradeId} {position.OpenedUnixMs} {position.Tag}"), JsonSerializer.Serialize(position, JsonText.Options));

    /// <summary>The books that fields hold; null when there are none.</summary>
    internal static PaperBooks? BooksOf(HashEntry[] fields)
    {
        var cash = fields.FirstOrDefault(static field => field.Name == Cash).Value;
        return cash.IsNull
            ? null
            : new(
                ColumnText.Money((string)cash!),
                [.. fields.Where(static field => ((string)field.Name!).StartsWith(PositionStart, StringComparison.Ordinal)).Select(PositionOf).OrderBy(static position => position.OpenedUnixMs).ThenBy(NumberOf)]);
    }

    private static long VersionOf(RedisValue value) => value.IsNull ? 0 : (long)value;

    private async Task<bool> DecideAsync(RecordChange change, decimal cashUsd, Position? position)
    {
        var version = await change.Database.HashGetAsync(_key, Version).ConfigureAwait(false);
        if (VersionOf(version) != _version)
        {
            throw new RedisFault($"writing a paper account: another process has changed the books of {account} meanwhile; they are read again");
        }

        change.If(version.IsNull ? Condition.HashNotExists(_key, Version) : Condition.HashEqual(_key, Version, version));
        HashEntry[] fields = [CashOf(cashUsd), new(Version, _version + 1), .. position is null ? Array.Empty<HashEntry>() : [EntryOf(position)]];
        change.Do(transaction => transaction.HashSetAsync(_key, fields));
        return true;
    }

    private static Position PositionOf(HashEntry field) =>
        JsonSerializer.Deserialize<Position>((string)field.Value!, JsonText.Options) ?? throw new InvalidDataException("The field of a position holds none.");

    // A paper account counts its trades.
    private static long NumberOf(Position position) => long.Parse(position.TradeId, CultureInfo.InvariantCulture);
}
