namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>Takes a venue's answers to requests, on the thread that reads frames.</summary>
internal interface IAnswerListener
{
    void OnAcknowledged(long requestId);

    void OnRefused(long requestId, string reason);
}
