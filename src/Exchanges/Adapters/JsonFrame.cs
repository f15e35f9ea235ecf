using System.Text.Json;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Sessions;

namespace SqueezeFlow.Exchanges.Adapters;

/// <summary>The strict reading of one JSON message: one value, nothing after it, and no print of a message that turns out broken.</summary>
internal static class JsonFrame
{
    /// <summary>
    /// Reads a message. <paramref name="read"/> stands on its first token, reads to its last, puts prints into
    /// <see cref="FeedSession.Prints"/> and says what the message is: prints of <see cref="FrameKind.Trades"/> are handed on, those of anything
    /// else, history above all, forgotten.
    /// </summary>
    public static FrameKind Parse(ReadOnlySpan<byte> frame, FeedSession session, ITradeSink sink, JsonFrameReader read)
    {
        session.Prints.Clear();
        FrameKind kind;
        try
        {
            var json = new Utf8JsonReader(frame);
            if (!json.Read() || json.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            {
                return session.Malformed(RejectReason.Shape);
            }

            kind = read(ref json, session);
            if (json.CurrentDepth > 0 || json.Read())
            {
                return session.Malformed(json.CurrentDepth > 0 ? RejectReason.Shape : RejectReason.Syntax);
            }
        }
        catch (JsonException)
        {
            return session.Malformed(RejectReason.Syntax);
        }

        if (kind == FrameKind.Trades)
        {
            session.Deliver(sink);
        }

        return kind;
    }
}
