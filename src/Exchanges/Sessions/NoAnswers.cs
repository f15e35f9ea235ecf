using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Sessions;

/// <summary>Where nothing was asked: recordings.</summary>
internal sealed class NoAnswers : IFeedAnswers
{
    public static readonly NoAnswers Instance = new();

    public void Acknowledge(long requestId)
    {
    }

    public void AcknowledgeMarket(ReadOnlySpan<byte> wireSymbol)
    {
    }

    public void AcknowledgeNext()
    {
    }

    public void Refuse(long requestId, Refusal refusal)
    {
    }

    public void RefuseMarket(ReadOnlySpan<byte> wireSymbol, Refusal refusal)
    {
    }

    public void RefuseNext(Refusal refusal)
    {
    }

    public void AcknowledgeGreeting()
    {
    }

    public void RefuseGreeting(Refusal refusal)
    {
    }

    public void Finish(long requestId, Refusal refusal)
    {
    }

    public void Reply(ReadOnlySpan<byte> text)
    {
    }
}
