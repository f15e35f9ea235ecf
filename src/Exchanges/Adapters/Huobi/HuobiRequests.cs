using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Huobi;

/// <summary>Writes what HTX's spot and swap streams are told.</summary>
internal static class HuobiRequests
{
    /// <summary>The text that subscribes to (<c>sub</c>) or leaves (<c>unsub</c>) the trades of one market.</summary>
    public static byte[] Write(string verb, SubscriptionRequest request) => RequestText.Write(json =>
    {
        json.WriteString(verb, $"market.{request.Markets[0].Market.Symbol}.trade.detail");
        json.WriteString("id", $"{request.Id}");
    });
}
