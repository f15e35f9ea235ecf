using SqueezeFlow.Exchanges.Feeds.Wire;

namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>The answers of one connect: subscriptions go to their book, replies to the socket.</summary>
internal sealed class ConnectAnswers(SubscriptionBook book, VenueSocket socket) : IFeedAnswers
{
    public void Acknowledge(long requestId) => book.Acknowledge(requestId);

    public void AcknowledgeMarket(ReadOnlySpan<byte> wireSymbol) => book.AcknowledgeMarket(wireSymbol);

    public void AcknowledgeNext() => book.AcknowledgeNext();

    public void Refuse(long requestId, string reason) => book.Refuse(requestId, reason);

    public void RefuseMarket(ReadOnlySpan<byte> wireSymbol, string reason) => book.RefuseMarket(wireSymbol, reason);

    public void RefuseNext(string reason) => book.RefuseNext(reason);

    public void Finish(long requestId, string reason) => book.Finish(requestId, reason);

    public void Reconnect(string reason) => socket.Abort(reason);

    public void NameChannel(long channel, ReadOnlySpan<byte> wireSymbol) => book.NameChannel(channel, wireSymbol);

    public void Reply(ReadOnlySpan<byte> text) => socket.Send(FrameHead.Text, text);
}
