namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>What a venue asks for before a connection may be dialled. Safe for concurrent use.</summary>
public interface IFeedAccess
{
    /// <summary>Waits until the venue accepts another connection, and answers the address to dial.</summary>
    /// <exception cref="HttpRequestException">The venue did not hand out an address; its message says what was expected and found.</exception>
    Task<Uri> AdmitAsync(FeedPlan plan, CancellationToken cancellationToken);
}
