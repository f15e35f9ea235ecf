using System.Text;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Feeds.Wire;
using SqueezeFlow.Exchanges.Recording;

namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>Reads an open connection until it ends: receive what there is, parse every whole message in place, tell the listener, again.</summary>
internal sealed class FeedPump(
    FeedPlan plan,
    IExchangeAdapter adapter,
    FeedSession session,
    IFeedListener listener,
    bool checksClock,
    TimeProvider clock,
    ILogger logger,
    FrameRecorder? recorder)
{
    private const int ExcerptLength = 200;

    private static readonly TimeSpan BetweenSamples = TimeSpan.FromSeconds(10);

    private readonly FeedCounters _counters = new(plan.Exchange, session);
    private long _refused;
    private long _sampledAt;
    private long _receivedUnixMs;

    /// <summary>Reads until the connection ends, and says why it did.</summary>
    public string Run(VenueSocket socket, FrameReader reader, SubscriptionBook book, FeedPulse pulse, Action good)
    {
        session.Missed = listener.OnMissed;
        session.BeginConnect(new ConnectAnswers(book, socket, pulse));
        pulse.Open();
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
            pulse.Hear(clock.GetTimestamp());
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
        var now = clock.GetUtcNow();
        var trades = session.Trades;
        session.ApplyChanges();
        session.ReceivedUnixMs = checksClock ? now.ToUnixTimeMilliseconds() : 0;
        string? end = null;
        while (end is null)
        {
            var kind = reader.Next(out var payload);
            if (kind == WireEvent.Message)
            {
                Take(payload, now);
            }
            else if (kind == WireEvent.NeedMore)
            {
                break;
            }
            else
            {
                end = Control(kind, payload, socket);
            }
        }

        if (session.Trades > trades)
        {
            Volatile.Write(ref _receivedUnixMs, now.ToUnixTimeMilliseconds());
        }

        _counters.Publish(session.Trades > trades ? now.ToUnixTimeMilliseconds() - session.LastTradeUnixMs : null);
        listener.OnReadCompleted(now.ToUnixTimeMilliseconds());
        return end;
    }

    private void Take(ReadOnlySpan<byte> message, DateTimeOffset now)
    {
        _counters.CountFrame(message.Length);
        recorder?.Record(plan.Exchange, plan.Endpoint, (now - DateTimeOffset.UnixEpoch).Ticks * 100, message);
        var kind = adapter.Parse(message, session, listener);
        if (kind is FrameKind.Malformed or FrameKind.Refused)
        {
            Sample(kind, message);
        }

        if (kind == FrameKind.Malformed)
        {
            // Nobody knows what was in it.
            listener.OnMissed();
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
                session.Reject(RejectReason.Oversize);
                listener.OnMissed();
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
        if (_refused == 1 || clock.GetElapsedTime(_sampledAt) >= BetweenSamples)
        {
            _sampledAt = clock.GetTimestamp();
            FeedLog.Refused(logger, plan.FeedId, kind, _refused, Encoding.UTF8.GetString(message[..Math.Min(message.Length, ExcerptLength)]));
        }
    }
}
