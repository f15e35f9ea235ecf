using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters;

/// <summary>A venue whose instrument lists come in pages, each naming the next.</summary>
public interface INextPage
{
    /// <summary>The request for the page after this one; null when it is the last, or no page at all.</summary>
    /// <param name="asked">The request that brought the page.</param>
    /// <param name="body">The page.</param>
    RestCall? NextInstruments(RestCall asked, ReadOnlyMemory<byte> body);
}
