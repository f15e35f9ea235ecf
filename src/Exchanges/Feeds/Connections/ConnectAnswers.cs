using SqueezeFlow.Exchanges.Feeds.Subscriptions;
using SqueezeFlow.Exchanges.Feeds.Wire;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Feeds.Connections;

/// <summary>The answers of one connect: subscriptions go to their book, replies to the socket.</summary>
internal sealed class ConnectAnswers(SubscriptionBook book, VenueSocket socket, FeedTimer timer) : IFeedAnswers
{
    public void Acknowledge(long requestId) => book.Answers.Acknowledge(requestId);

    public void AcknowledgeMarket(ReadOnlySpan<byte> wireSymbol) => book.Answers.AcknowledgeMarket(wireSymbol);

    public void AcknowledgeNext() => book.Answers.AcknowledgeNext();

    public void Refuse(long requestId, Refusal refusal) => book.Answers.Refuse(requestId, refusal);

    public void RefuseMarket(ReadOnlySpan<byte> wireSymbol, Refusal refusal) => book.Answers.RefuseMarket(wireSymbol, refusal);

    public void RefuseNext(Refusal refusal) => book.Answers.RefuseNext(refusal);

    public void AcknowledgeGreeting() => book.Answers.AcknowledgeGreeting();

    public void RefuseGreeting(Refusal refusal) => book.Answers.RefuseGreeting(refusal);

    public void Finish(long requestId, Refusal refusal) => book.Answers.Finish(requestId, refusal);

    public void Reconnect(string reason) => timer.Announce(reason);

    public void NameChannel(long channel, ReadOnlySpan<byte> wireSymbol) => book.Answers.NameChannel(channel, wireSymbol);

    public void Reply(ReadOnlySpan<byte> text) => socket.Send(FrameHead.Text, text);
}
