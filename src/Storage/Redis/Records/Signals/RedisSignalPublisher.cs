using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Redis.Records.Engine;
using SqueezeFlow.Storage.Redis.Server;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Records.Signals;

/// <summary>
/// The record of signals at Redis, one key a signal. A repeated <see cref="SignalOutcome.Pending"/> never undoes a verdict. What other programs read of a signal is
/// written with its first record in one transaction: it is published if, and only if, it is on record, and once, whoever of several processes writes it.
/// </summary>
internal sealed partial class RedisSignalPublisher(
    RecordServer server, IKeyValueStore values, SignalBoard board, IMarketClock market, TimeProvider clock, ILogger<RedisSignalPublisher> log) : ISignalPublisher
{
    /// <summary>Where the end of the last cycle is kept, ISO 8601 UTC.</summary>
    public const string LastActivityKey = "signals.last_activity";

    private static readonly TimeSpan BetweenActivities = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private long? _activityAt;

    /// <inheritdoc/>
    public async Task PublishAsync(SignalRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        List<Task> told = [];
        if (!await server.ChangeAsync("writing a signal", change => DecideAsync(change, record, told), cancellationToken).ConfigureAwait(false) || told.Count == 0)
        {
            return;
        }

        RedisMetrics.Published.Add(1);
        if (await SignalBoard.RefusedAsync(told).ConfigureAwait(false) is { } words)
        {
            RedisMetrics.Refused.Add(1);
            LogRefused(record.Signal.Id, words);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SignalRecord>> ReadAsync(string? baseSymbol, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        if (limit == 0)
        {
            return [];
        }

        var index = baseSymbol is null ? server.Keys.Signals : server.Keys.SignalsOf(baseSymbol);
        var members = await server.ReadAsync(
            "reading signals", database => database.SortedSetRangeByRankAsync(index, 0, limit - 1, Order.Descending), cancellationToken).ConfigureAwait(false);
        return [.. (await SignalPages.ReadAllAsync(server, members, cancellationToken).ConfigureAwait(false)).Select(WithoutResult)];
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SignalRecord> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var members = await server.ReadAsync(
            "reading all signals", database => database.SortedSetRangeByRankAsync(server.Keys.Signals), cancellationToken).ConfigureAwait(false);
        await foreach (var record in SignalPages.ReadAsync(server, members, cancellationToken).ConfigureAwait(false))
        {
            yield return WithoutResult(record);
        }
    }

    /// <inheritdoc/>
    public async Task MarkActivityAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_activityAt is { } earlier && clock.GetElapsedTime(earlier) < BetweenActivities)
            {
                return;
            }

            _activityAt = clock.GetTimestamp();
        }

        await values.SetAsync(LastActivityKey, at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
        await server.WriteAsync("telling of a cycle", database => board.MarkActivityAsync(database, at), cancellationToken).ConfigureAwait(false);
    }

    private static SignalRecord WithoutResult(SignalRecord record) => record with { Result = null };

    private async Task<bool> DecideAsync(RecordChange change, SignalRecord record, List<Task> told)
    {
        told.Clear();
        var (signal, key) = (record.Signal, server.Keys.Signal(record.Signal.Id));
        var known = await change.Database.HashGetAsync(key, [SignalHash.Outcome, SignalHash.Result]).ConfigureAwait(false);
        var (outcome, result) = (known[0], known[1]);
        if (record.Outcome == SignalOutcome.Pending && !outcome.IsNull && outcome != nameof(SignalOutcome.Pending))
        {
            return false;
        }

        change.If(outcome.IsNull ? Condition.HashNotExists(key, SignalHash.Outcome) : Condition.HashEqual(key, SignalHash.Outcome, outcome));
        change.If(result.IsNull ? Condition.HashNotExists(key, SignalHash.Result) : Condition.HashExists(key, SignalHash.Result));
        change.Do(transaction => transaction.HashSetAsync(key, SignalHash.Of(record)));
        change.Do(transaction => transaction.SortedSetAddAsync(server.Keys.Signals, SignalHash.MemberOf(signal), signal.BarCloseUnixMs));
        change.Do(transaction => transaction.SortedSetAddAsync(server.Keys.SignalsOf(signal.BaseSymbol), SignalHash.MemberOf(signal), signal.BarCloseUnixMs));
        change.Do(SignalHash.IsAwaited(record) && result.IsNull
            ? transaction => transaction.SortedSetAddAsync(server.Keys.Awaited, signal.Id, signal.BarCloseUnixMs)
            : transaction => transaction.SortedSetRemoveAsync(server.Keys.Awaited, signal.Id));
        if (outcome.IsNull)
        {
            Tell(change.Transaction, signal, told);
        }

        return true;
    }

    // What is older than a history lasts would be published for nobody.
    private void Tell(ITransaction transaction, Signal signal, List<Task> told)
    {
        var now = market.NowUnixMs;
        if (!(now - signal.BarCloseUnixMs > SignalBoard.Life.TotalMilliseconds))
        {
            told.AddRange(board.Fill(transaction, signal, SignalBoard.ValidFor(signal, now)));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis did not take all of what other programs read of signal {Id}: {Words}; the record has it")]
    private partial void LogRefused(string id, string words);
}
