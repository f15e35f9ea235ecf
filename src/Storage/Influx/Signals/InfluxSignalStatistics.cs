using SqueezeFlow.Core.Signals.Messages;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Storage.Influx.Protocol;

namespace SqueezeFlow.Storage.Influx.Signals;

/// <summary>
/// Statistics over the points of <c>strategy_signals</c>. InfluxQL groups by tags alone and joins nothing, and the id of a signal is a field: so the
/// points of the range are read as they come and put together by id here.
/// </summary>
internal sealed class InfluxSignalStatistics(InfluxQuery query) : ISignalStatistics
{
    private const string PairEnd = "USDT";

    // Clocks of account and markets may differ; an exit does not precede the bar that led to its entry by more.
    private const long ClockRoomMs = 3_600_000;

    private static readonly string Source = $"{InfluxQl.Name(SignalPoints.Policy)}.{InfluxQl.Name(SignalPoints.Measurement)}";

    /// <inheritdoc/>
    public Task<SignalStatistics> ReadAsync(long fromUnixMs, long toUnixMs, SignalOrigin origin, CancellationToken cancellationToken) =>
        query.Threads.RunAsync(() => SignalStatistics.Of(fromUnixMs, toUnixMs, Count(fromUnixMs, toUnixMs, origin, cancellationToken)), cancellationToken);

    private List<SignalCount> Count(long fromUnixMs, long toUnixMs, SignalOrigin origin, CancellationToken cancellationToken)
    {
        var signals = new Dictionary<string, SignalCount>(StringComparer.Ordinal);
        foreach (var row in query.Read(SignalsOf(fromUnixMs, toUnixMs, origin), cancellationToken))
        {
            if (row.Text(1) is { } id)
            {
                var kind = row.Text(3) switch { "expired" => ResultKind.Expired, "cancelled" => ResultKind.Cancelled, _ => ResultKind.Pending };
                signals[id] = new(SignalTiers.OfScore(row.Double(2)), BaseOf(row.Tags["symbol"]), kind, 1, 0, 0, 0);
            }
        }

        if (signals.Count > 0)
        {
            AddResults(signals, fromUnixMs, cancellationToken);
        }

        return Sum(signals.Values);
    }

    private void AddResults(Dictionary<string, SignalCount> signals, long fromUnixMs, CancellationToken cancellationToken)
    {
        foreach (var row in query.Read(ResultsSince(fromUnixMs), cancellationToken))
        {
            if (row.Text(1) is { } id && signals.TryGetValue(id, out var signal))
            {
                var profit = row.Double(2);
                var kind = profit switch { > 0 => ResultKind.Profitable, < 0 => ResultKind.Unprofitable, _ => ResultKind.Expired };
                signals[id] = signal with { Kind = kind, Closed = 1, ProfitUsd = profit, HoldingMinutes = row.Int64(3) };
            }
        }
    }

    // The first point of a signal has a time to live, the one at its exit a time held.
    private static string SignalsOf(long fromUnixMs, long toUnixMs, SignalOrigin origin) =>
        $"SELECT signal_id, score, outcome FROM {Source} WHERE time >= {InfluxQl.Time(fromUnixMs)} AND time < {InfluxQl.Time(toUnixMs)} "
        + $"AND \"action\" != 'CLOSE' AND ttl_seconds >= 0{Only(origin)} GROUP BY symbol";

    private static string Only(SignalOrigin origin) => origin switch
    {
        SignalOrigin.Strategy => $" AND service != '{SignalMessage.ExternalService}'",
        SignalOrigin.External => $" AND service = '{SignalMessage.ExternalService}'",
        _ => "",
    };

    private static string ResultsSince(long fromUnixMs) =>
        $"SELECT signal_id, pnl, holding_time_minutes FROM {Source} WHERE time >= {InfluxQl.Time(fromUnixMs - ClockRoomMs)} "
        + "AND \"action\" != 'CLOSE' AND holding_time_minutes >= 0 GROUP BY symbol";

    private static string BaseOf(string pair) => pair.EndsWith(PairEnd, StringComparison.Ordinal) && pair.Length > PairEnd.Length ? pair[..^PairEnd.Length] : pair;

    private static List<SignalCount> Sum(IEnumerable<SignalCount> signals) =>
    [
        .. signals.GroupBy(signal => (signal.Tier, signal.BaseSymbol, signal.Kind)).Select(group => new SignalCount(
            group.Key.Tier,
            group.Key.BaseSymbol,
            group.Key.Kind,
            group.LongCount(),
            group.Sum(signal => signal.Closed),
            group.Sum(signal => signal.ProfitUsd),
            group.Sum(signal => signal.HoldingMinutes))),
    ];
}
