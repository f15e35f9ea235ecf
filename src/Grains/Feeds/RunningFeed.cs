using SqueezeFlow.Core.Views;
using SqueezeFlow.Exchanges.Feeds;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Feeds;

/// <summary>A connection with its owner's generation and lease.</summary>
internal sealed class RunningFeed(string id, long epoch, FeedAssignment assignment, FeedConnection connection, FeedSink sink, string silo, bool isSimulated, DateTimeOffset now)
{
    private FeedAssignment _assignment = assignment;
    private readonly Queue<(DateTimeOffset At, long Trades)> _samples = new([(now, 0)]);

    public long Epoch => epoch;

    public FeedConnection Connection => connection;

    /// <summary>Whether it is connected and every subscription is answered, a refusal included.</summary>
    public bool IsSubscribed => connection.Status is { State: FeedState.Connected } s && s.Acknowledged + s.Unconfirmed.Count >= _assignment.Markets.Count;

    /// <summary>When the owner last said that it still owns the connection.</summary>
    public DateTimeOffset RenewedAt { get; set; } = now;

    /// <summary>Reads other markets on the same connection.</summary>
    public void Change(FeedAssignment changed)
    {
        sink.Follow(changed.Markets, changed.Changed);
        connection.Change(changed.Markets);
        connection.Learn(changed.Changed);
        _assignment = changed;
    }

    /// <summary>Keeps a reading for the rate of the last ten seconds.</summary>
    public void Sample(DateTimeOffset at)
    {
        _samples.Enqueue((at, connection.Status.Trades));
        while (_samples.Count > 11)
        {
            _samples.Dequeue();
        }
    }

    public FeedView ToView(DateTimeOffset at)
    {
        var status = connection.Status;
        var oldest = _samples.Peek();
        var seconds = Math.Max(1, (at - oldest.At).TotalSeconds);
        return new(
            id,
            _assignment.Exchange,
            _assignment.Address.ToString(),
            status.State.ToString().ToLowerInvariant(),
            silo,
            epoch,
            status.Since,
            _assignment.Markets.Count,
            status.Frames,
            status.Bytes,
            status.Trades,
            (status.Trades - oldest.Trades) / seconds,
            status.Connects,
            isSimulated ? null : status.LagMs,
            status.Rejected,
            status.LastError)
        {
            Unconfirmed = status.Unconfirmed,
        };
    }
}
