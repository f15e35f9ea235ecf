namespace SqueezeFlow.Exchanges.Feeds;

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

    public void Refuse(long requestId, string reason)
    {
    }

    public void RefuseMarket(ReadOnlySpan<byte> wireSymbol, string reason)
    {
    }

    public void RefuseNext(string reason)
    {
    }

    public void Finish(long requestId, string reason)
    {
    }

    public void Reply(ReadOnlySpan<byte> text)
    {
    }
}
