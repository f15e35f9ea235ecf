using SqueezeFlow.Exchanges.Metrics;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Feeds.Connections;

/// <summary>Counts of one connection, written on its thread once per read and passed on to the venue's totals.</summary>
internal sealed class FeedCounters(string exchange, FeedSession session)
{
    private static readonly RejectReason[] Reasons = Enum.GetValues<RejectReason>();

    private readonly FeedTotals _totals = FeedTotals.Of(exchange);
    private readonly long[] _rejected = new long[Reasons.Length];
    private long _frames;
    private long _bytes;
    private long _publishedFrames;
    private long _publishedBytes;
    private long _publishedTrades;
    private long _publishedFallbacks;
    private long _publishedRejections;
    private long _publishedHoles;

    public long Frames => Volatile.Read(ref _frames);

    public long Bytes => Volatile.Read(ref _bytes);

    public void CountFrame(int length)
    {
        _frames++;
        _bytes += length;
    }

    /// <summary>Adds what is new since the last call to the venue's totals.</summary>
    /// <param name="lagMs">Receive time minus exchange time of the latest trade, milliseconds; null when none came.</param>
    public void Publish(long? lagMs)
    {
        var trades = session.Trades;
        var fallbacks = session.Fallbacks;
        _totals.Add(_frames - _publishedFrames, _bytes - _publishedBytes, trades - _publishedTrades, fallbacks - _publishedFallbacks);
        (_publishedFrames, _publishedBytes, _publishedTrades, _publishedFallbacks) = (_frames, _bytes, trades, fallbacks);
        _totals.Observe(lagMs);
        _totals.AddMissed(Math.Max(0, session.SequenceHoles - _publishedHoles));
        _publishedHoles = session.SequenceHoles;
        if (session.Rejections == _publishedRejections)
        {
            return;
        }

        _publishedRejections = session.Rejections;
        foreach (var reason in Reasons)
        {
            var count = session.Rejected(reason);
            if (count > _rejected[(int)reason])
            {
                _totals.AddRejected(reason, count - _rejected[(int)reason]);
                _rejected[(int)reason] = count;
            }
        }
    }
}
