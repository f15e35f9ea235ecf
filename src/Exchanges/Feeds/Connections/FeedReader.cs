using System.Diagnostics;
using System.Text;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Feeds.Subscriptions;
using SqueezeFlow.Exchanges.Feeds.Wire;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Feeds.Connections;

/// <summary>Reads an open connection until it ends: receive what there is, parse every whole message in place, say that the read is done, again.</summary>
internal sealed class FeedReader(FeedPlan plan, IExchangeAdapter adapter, FeedSession session, ITradeSink sink, FeedContext context)
{
    private const int ExcerptLength = 200;

    private static readonly TimeSpan BetweenSamples = TimeSpan.FromSeconds(10);

    private readonly FeedCounters _counters = new(plan.Exchange, session);
    private long _refused;
    private long _sampledAt;
    private long _receivedUnixMs;
    private bool _hasMessages;
    private Activity? _followed;
    private int _untilFollowed;

    /// <summary>Reads until the connection ends, and says why it did.</summary>
    public string Run(VenueSocket socket, FrameReader reader, SubscriptionBook book, FeedTimer timer, Action good)
    {
        session.Missed = sink.OnMissed;
        session.BeginConnect(new ConnectAnswers(book, socket, timer));
        timer.Open();
        while (true)
        {
            // Messages may have come with the handshake's answer, so the buffer is looked at before the socket.
            if (Drain(socket, reader) is { } reason)
            {
                return reason;
            }

            var received = socket.Read(reader.GetFreeSpace());
            if (received == 0)
            {
                return socket.AbortReason ?? "closed by the venue without a word";
            }

            reader.Advance(received);
            timer.OnBytes(context.Clock.GetTimestamp());
            good();
        }
    }

    /// <summary>The counts so far; what only the loop knows is left empty.</summary>
    public FeedStatus Describe(FeedState state, DateTimeOffset since)
    {
        var last = session.LastTradeUnixMs;
        var received = Volatile.Read(ref _receivedUnixMs);
        return new(
            state,
            since,
            _counters.Frames,
            _counters.Bytes,
            session.Trades,
            session.Fallbacks,
            0,
            last > 0 ? received - last : null,
            session.RejectedByReason(),
            0,
            [],
            null);
    }

    private string? Drain(VenueSocket socket, FrameReader reader)
    {
        var now = context.Clock.GetUtcNow();
        var trades = session.Trades;
        using var followed = _followed = FeedTracing.Read(ref _untilFollowed, plan, context.Options.TraceEvery);
        session.ApplyChanges();
        session.ReceivedUnixMs = context.ChecksClock ? now.ToUnixTimeMilliseconds() : 0;
        _hasMessages = false;
        try
        {
            return TakeAll(socket, reader, now);
        }
        finally
        {
            // Also when an adapter breaks or an answer cannot be sent: what was delivered before it must not lie about.
            Complete(now.ToUnixTimeMilliseconds(), session.Trades > trades);
        }
    }

    private string? TakeAll(VenueSocket socket, FrameReader reader, DateTimeOffset now)
    {
        while (true)
        {
            var kind = reader.Next(out var payload);
            if (kind == WireEvent.NeedMore)
            {
                return null;
            }

            if (kind == WireEvent.Message)
            {
                _hasMessages = true;
                Take(payload, now);
            }
            else if (Control(kind, payload, socket) is { } end)
            {
                return end;
            }
        }
    }

    private void Complete(long receivedUnixMs, bool hasTrades)
    {
        if (hasTrades)
        {
            Volatile.Write(ref _receivedUnixMs, receivedUnixMs);
        }

        _counters.Publish(hasTrades ? receivedUnixMs - session.LastTradeUnixMs : null);
        if (_hasMessages)
        {
            sink.OnReadCompleted(receivedUnixMs);
        }
    }

    private void Take(ReadOnlySpan<byte> message, DateTimeOffset now)
    {
        _counters.CountFrame(message.Length);
        context.Recorder?.Record(plan.Exchange, plan.Endpoint, (now - DateTimeOffset.UnixEpoch).Ticks * 100, message);
        FrameKind kind;
        using (FeedTracing.Decode(_followed, message.Length))
        {
            kind = adapter.Parse(message, session, sink);
        }

        if (kind is FrameKind.Malformed or FrameKind.Refused)
        {
            Sample(kind, message);
        }

        if (kind == FrameKind.Malformed)
        {
            // Nobody knows what was in it.
            sink.OnMissed();
        }
    }

    private string? Control(WireEvent kind, ReadOnlySpan<byte> payload, VenueSocket socket)
    {
        switch (kind)
        {
            case WireEvent.Ping:
                socket.Send(FrameHead.Pong, payload);
                return null;
            case WireEvent.Oversize:
                _hasMessages = true;
                session.Reject(RejectReason.Oversize);
                sink.OnMissed();
                return null;
            case WireEvent.Close:
                socket.Send(FrameHead.Close, payload.Length >= 2 ? payload[..2] : default);
                return payload.Length < 2
                    ? "closed by the venue"
                    : $"closed by the venue: {(payload[0] << 8) | payload[1]} {Encoding.UTF8.GetString(payload[2..])}".TrimEnd();
            case WireEvent.Violation:
                return "the venue broke the WebSocket protocol";
            default:
                return null;
        }
    }

    private void Sample(FrameKind kind, ReadOnlySpan<byte> message)
    {
        _refused++;
        if (_refused == 1 || context.Clock.GetElapsedTime(_sampledAt) >= BetweenSamples)
        {
            _sampledAt = context.Clock.GetTimestamp();
            ConnectionLog.Refused(context.Logger, plan.FeedId, kind, _refused, Encoding.UTF8.GetString(message[..Math.Min(message.Length, ExcerptLength)]));
        }
    }
}
