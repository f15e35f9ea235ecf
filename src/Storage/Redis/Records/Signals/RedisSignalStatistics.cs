using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Storage.Redis.Records.Engine;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Records.Signals;

/// <summary>Statistics over the record of signals and their results at Redis, added up here: some thousands a month.</summary>
internal sealed class RedisSignalStatistics(RecordServer server) : ISignalStatistics
{
    /// <inheritdoc/>
    public async Task<SignalStatistics> ReadAsync(long fromUnixMs, long toUnixMs, SignalOrigin origin, CancellationToken cancellationToken)
    {
        var members = await server.ReadAsync(
            "counting signals",
            database => database.SortedSetRangeByScoreAsync(server.Keys.Signals, fromUnixMs, toUnixMs, Exclude.Stop),
            cancellationToken).ConfigureAwait(false);
        List<SignalCount> counts = [];
        await foreach (var record in SignalPages.ReadAsync(server, members, cancellationToken).ConfigureAwait(false))
        {
            if (record.Signal.Action != SignalAction.Close && IsOf(origin, record.Signal))
            {
                counts.Add(CountOf(record));
            }
        }

        return SignalStatistics.Of(fromUnixMs, toUnixMs, counts);
    }

    private static bool IsOf(SignalOrigin origin, Signal signal) =>
        origin == SignalOrigin.All || (signal.Source is null) == (origin == SignalOrigin.Strategy);

    private static SignalCount CountOf(SignalRecord record) => new(
        SignalTiers.OfScore(record.Signal.Score),
        record.Signal.BaseSymbol,
        SignalResult.KindOf(record.Outcome, record.Result),
        Signals: 1,
        record.Result is null ? 0 : 1,
        record.Result?.ProfitUsd ?? 0,
        record.Result?.HoldingMinutes ?? 0);
}
