using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using SqueezeFlow.Exchanges.Prints;

namespace SqueezeFlow.Exchanges.Metrics;

/// <summary>Sums over all connections of a venue since the process began, for metrics. Safe for concurrent use.</summary>
internal sealed class FeedTotals(string exchange)
{
    private static readonly ConcurrentDictionary<string, FeedTotals> ByExchange = new(StringComparer.Ordinal);
    private static readonly RejectReason[] Reasons = Enum.GetValues<RejectReason>();

    private readonly long[] _rejected = new long[Reasons.Length];
    private long _frames;
    private long _bytes;
    private long _trades;
    private long _fallbacks;
    private long _lagMs;
    private long _missed;

    public long Frames => Interlocked.Read(ref _frames);

    public long Bytes => Interlocked.Read(ref _bytes);

    public long Trades => Interlocked.Read(ref _trades);

    public long Fallbacks => Interlocked.Read(ref _fallbacks);

    public long Missed => Interlocked.Read(ref _missed);

    public long LagMs => Interlocked.Read(ref _lagMs);

    public static FeedTotals Of(string exchange)
    {
        ExchangeMetrics.Register();
        return ByExchange.GetOrAdd(exchange, static id => new(id));
    }

    public static IEnumerable<Measurement<long>> Measure(Func<FeedTotals, long> value) =>
        ByExchange.Values.Select(totals => new Measurement<long>(value(totals), totals.Tag()));

    public static IEnumerable<Measurement<long>> MeasureRejected() =>
        from totals in ByExchange.Values
        from reason in Reasons
        let count = Interlocked.Read(ref totals._rejected[(int)reason])
        where count > 0
        select new Measurement<long>(count, totals.Tag(), new("reason", reason.ToString().ToLowerInvariant()));

    public void Add(long frames, long bytes, long trades, long fallbacks)
    {
        Interlocked.Add(ref _frames, frames);
        Interlocked.Add(ref _bytes, bytes);
        Interlocked.Add(ref _trades, trades);
        Interlocked.Add(ref _fallbacks, fallbacks);
    }

    public void Observe(long? lagMs)
    {
        if (lagMs is { } lag)
        {
            Interlocked.Exchange(ref _lagMs, lag);
        }
    }

    public void AddMissed(long messages) => Interlocked.Add(ref _missed, messages);

    public void AddRejected(RejectReason reason, long count) => Interlocked.Add(ref _rejected[(int)reason], count);

    private KeyValuePair<string, object?> Tag() => new("exchange", exchange);
}
