using System.Text;
using System.Text.Json;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Kraken;

/// <summary>Reads the messages of Kraken's spot stream, both versions, and of Kraken Futures.</summary>
internal static class KrakenFrames
{
    /// <summary>Reads a message: a list on the first spot version, an object everywhere else.</summary>
    public static FrameKind Read(ref Utf8JsonReader json, FeedSession session)
    {
        if (json.TokenType == JsonTokenType.StartArray)
        {
            return KrakenFirstVersion.Read(ref json, session);
        }

        var message = new Message();
        var row = new KrakenRow();
        while (json.TryReadProperty())
        {
            if (!message.TryRead(ref json))
            {
                row.Read(ref json);
            }
        }

        return !message.Feed.IsEmpty && message.Event.IsEmpty ? InterpretFeed(message, row, session)
            : !message.Channel.IsEmpty ? InterpretChannel(message, row, session)
            : InterpretAnswer(message, row, session);
    }

    private static FrameKind InterpretChannel(in Message message, in KrakenRow row, FeedSession session)
    {
        if (message.Channel.SequenceEqual("heartbeat"u8))
        {
            return FrameKind.Heartbeat;
        }

        if (message.Channel.SequenceEqual("status"u8))
        {
            KrakenStatus.ReadAll(message.List, session);
            return FrameKind.Ignored;
        }

        if (!message.Channel.SequenceEqual("trade"u8) || message.List.TokenType != JsonTokenType.PropertyName)
        {
            return FrameKind.Ignored;
        }

        KrakenRow.ReadAll(message.List, default, session);
        return row.Type.SequenceEqual("update"u8) ? FrameKind.Trades : FrameKind.History;
    }

    private static FrameKind InterpretFeed(in Message message, in KrakenRow row, FeedSession session)
    {
        if (message.Feed.SequenceEqual("trade"u8))
        {
            row.AddTo(session);
            return FrameKind.Trades;
        }

        if (message.Feed.SequenceEqual("trade_snapshot"u8))
        {
            if (message.List.TokenType == JsonTokenType.PropertyName)
            {
                KrakenRow.ReadAll(message.List, row.Symbol, session);
            }

            return FrameKind.History;
        }

        return message.Feed.SequenceEqual("heartbeat"u8) ? FrameKind.Heartbeat : FrameKind.Ignored;
    }

    private static FrameKind InterpretAnswer(in Message message, in KrakenRow row, FeedSession session)
    {
        if (message.Method.SequenceEqual("pong"u8) || message.Event.SequenceEqual("pong"u8) || message.Event.SequenceEqual("heartbeat"u8))
        {
            return FrameKind.Heartbeat;
        }

        if (message.Method.SequenceEqual("subscribe"u8))
        {
            return Answered(message.Succeeded == true, row.Symbol, message.Error, session);
        }

        if (message.Method.SequenceEqual("unsubscribe"u8))
        {
            return message.Succeeded == true ? FrameKind.Acknowledged : FrameKind.Ignored;
        }

        if (message.Event.SequenceEqual("subscriptionStatus"u8))
        {
            return message.Status.SequenceEqual("subscribed"u8) || message.Status.SequenceEqual("error"u8)
                ? Answered(message.Status[0] == 's', row.Symbol, message.Error, session)
                : FrameKind.Ignored;
        }

        if (message.Event.SequenceEqual("systemStatus"u8))
        {
            KrakenStatus.Observe(message.Status, session);
            return FrameKind.Ignored;
        }

        if (message.Event.SequenceEqual("subscribed"u8))
        {
            AcknowledgeProducts(message, session);
            return FrameKind.Acknowledged;
        }

        return message.Event.SequenceEqual("error"u8) || message.Event.SequenceEqual("subscribed_failed"u8) || !message.Error.IsEmpty
            ? Answered(false, default, message.Error, session)
            : FrameKind.Ignored;
    }

    private static FrameKind Answered(bool accepted, ReadOnlySpan<byte> symbol, ReadOnlySpan<byte> error, FeedSession session)
    {
        if (accepted)
        {
            session.Answers.AcknowledgeMarket(symbol);
            return FrameKind.Acknowledged;
        }

        var refusal = new Refusal(Encoding.UTF8.GetString(error));
        if (symbol.IsEmpty)
        {
            session.Answers.RefuseNext(refusal);
        }
        else
        {
            session.Answers.RefuseMarket(symbol, refusal);
        }

        return FrameKind.Refused;
    }

    private static void AcknowledgeProducts(in Message message, FeedSession session)
    {
        var list = message.List;
        if (message.Feed.SequenceEqual("heartbeat"u8))
        {
            session.Answers.AcknowledgeGreeting();
        }

        if (!message.Feed.SequenceEqual("trade"u8) || list.TokenType != JsonTokenType.PropertyName || !list.TryEnterArray())
        {
            return;
        }

        while (list.TryReadNextName(out var name))
        {
            session.Answers.AcknowledgeMarket(name);
        }
    }

    /// <summary>What a message says beside the fields of a trade.</summary>
    private ref struct Message
    {
        public ReadOnlySpan<byte> Method;
        public ReadOnlySpan<byte> Event;
        public ReadOnlySpan<byte> Channel;
        public ReadOnlySpan<byte> Feed;
        public ReadOnlySpan<byte> Status;
        public ReadOnlySpan<byte> Error;
        public bool? Succeeded;
        public Utf8JsonReader List;

        public bool TryRead(scoped ref Utf8JsonReader json)
        {
            if (json.NameIs("method"u8))
            {
                Method = json.ReadText();
            }
            else if (json.NameIs("event"u8))
            {
                Event = json.ReadText();
            }
            else if (json.NameIs("channel"u8))
            {
                Channel = json.ReadText();
            }
            else if (json.NameIs("feed"u8))
            {
                Feed = json.ReadText();
            }
            else if (json.NameIs("status"u8))
            {
                Status = json.ReadText();
            }
            else if (json.NameIs("error"u8) || json.NameIs("Error"u8) || json.NameIs("errorMessage"u8) || json.NameIs("message"u8))
            {
                Error = json.ReadText();
            }
            else if (json.NameIs("success"u8))
            {
                Succeeded = json.ReadBoolean();
            }
            else if (json.NameIs("data"u8) || json.NameIs("trades"u8) || json.NameIs("product_ids"u8))
            {
                // Which list it is stands in a property that may follow.
                List = json;
                json.Skip();
            }
            else
            {
                return false;
            }

            return true;
        }
    }
}
