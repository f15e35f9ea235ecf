using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Sessions;

/// <summary>Takes what a venue answers to requests, on the thread that reads frames; and sends what the venue wants to hear at once.</summary>
public interface IFeedAnswers
{
    /// <summary>The venue accepted a request, or what is left of it.</summary>
    void Acknowledge(long requestId);

    /// <summary>The venue accepted one market of a request.</summary>
    void AcknowledgeMarket(ReadOnlySpan<byte> wireSymbol);

    /// <summary>The venue accepted a request and does not say which: the oldest that waits.</summary>
    void AcknowledgeNext();

    /// <summary>The venue refused a whole request: it is halved until the market at fault stands alone.</summary>
    void Refuse(long requestId, Refusal refusal);

    /// <summary>The venue refused one market of a request; the others stand.</summary>
    void RefuseMarket(ReadOnlySpan<byte> wireSymbol, Refusal refusal);

    /// <summary>
    /// The venue refused something and names neither request nor market: the markets that the words mention, else the oldest request, which may be
    /// a greeting.
    /// </summary>
    void RefuseNext(Refusal refusal);

    /// <summary>The venue refused a request: the one of an id above 0, else as <see cref="RefuseNext"/>.</summary>
    void RefuseRequest(long requestId, Refusal refusal)
    {
        if (requestId > 0)
        {
            Refuse(requestId, refusal);
        }
        else
        {
            RefuseNext(refusal);
        }
    }

    /// <summary>The venue accepted a greeting: a setting of the connection, or a channel of all markets.</summary>
    void AcknowledgeGreeting();

    /// <summary>The venue refused a greeting; no market stands for it.</summary>
    void RefuseGreeting(Refusal refusal);

    /// <summary>The venue has named every market that it accepted of a request: the others are refused.</summary>
    void Finish(long requestId, Refusal refusal);

    /// <summary>Sends a text, e.g. the answer to a heartbeat.</summary>
    void Reply(ReadOnlySpan<byte> text);

    /// <summary>The venue announces the end of the connection, e.g. before it restarts a server: another one takes its place before.</summary>
    void Reconnect(string reason)
    {
    }

    /// <summary>The venue gave the channel of a market a number, by which the subscription can be ended.</summary>
    void NameChannel(long channel, ReadOnlySpan<byte> wireSymbol)
    {
    }
}
