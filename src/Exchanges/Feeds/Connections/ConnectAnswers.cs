using SqueezeFlow.Exchanges.Feeds.Subscriptions;
using SqueezeFlow.Exchanges.Feeds.Wire;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Feeds.Connections;

/// <summary>The answers of one connect: subscriptions go to their book, replies to the socket.</summary>
internal sealed class ConnectAnswers(SubscriptionBook book, VenueSocket socket, FeedTimer timer) : IFeedAnswers
{
    public void Acknowledge(long requestId) => book.Acknowledge(requestId);

    public void AcknowledgeMarket(ReadOnlySpan<byte> wireSymbol) => book.AcknowledgeMarket(wireSymbol);

    public void AcknowledgeNext() => book.AcknowledgeNext();

    public void Refuse(long requestId, Refusal refusal) => book.Refuse(requestId, refusal);

    public void RefuseMarket(ReadOnlySpan<byte> wireSymbol, Refusal refusal) => book.RefuseMarket(wireSymbol, refusal);

    public void RefuseNext(Refusal refusal) => book.RefuseNext(refusal);

    public void AcknowledgeGreeting() => book.AcknowledgeGreeting();

    public void RefuseGreeting(Refusal refusal) => book.RefuseGreeting(refusal);

    public void Finish(long requestId, Refusal refusal) => book.Finish(requestId, refusal);

    public void Reconnect(string reason) => timer.Announce(reason);

    public void NameChannel(long channel, ReadOnlySpan<byte> wireSymbol) => book.NameChannel(channel, wireSymbol);

    public void Reply(ReadOnlySpan<byte> text) => socket.Send(FrameHead.Text, text);
}
