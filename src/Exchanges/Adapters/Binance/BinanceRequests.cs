using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Binance;

/// <summary>Writes Binance's requests.</summary>
internal static class BinanceRequests
{
    /// <summary>A request that names streams, e.g. <c>{"method":"SUBSCRIBE","params":["btcusdt@trade"],"id":1}</c>.</summary>
    public static byte[] Write(
        string method, SubscriptionRequest request, Func<SubscriptionRequest, Instrument, IEnumerable<string>> streamsOf) => RequestText.Write(json =>
    {
        json.WriteString("method", method);
        json.WriteTexts("params", request.Markets.SelectMany(market => streamsOf(request, market)));
        json.WriteNumber("id", request.Id);
    });
}
