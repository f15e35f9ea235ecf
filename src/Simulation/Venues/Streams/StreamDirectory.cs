using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Simulation.Venues.Streams;

/// <summary>Finds the stream behind a name on one endpoint.</summary>
internal sealed class StreamDirectory
{
    private readonly Dictionary<string, MarketStream> _byName = new(StringComparer.Ordinal);

    public StreamDirectory(World world, StreamRoute route, bool isWrapped)
    {
        var wanted = route == StreamRoute.Spot ? MarketKind.Spot : MarketKind.Perp;
        foreach (var market in world.Markets.Where(market => market.Kind == wanted))
        {
            foreach (var kind in KindsOf(route))
            {
                _byName[MarketStream.NameOf(market, kind)] = new(market, kind, isWrapped);
            }
        }
    }

    /// <summary>The stream; null when the endpoint acknowledges the name and delivers nothing.</summary>
    public MarketStream? Find(string name) => _byName.GetValueOrDefault(name);

    private static StreamKind[] KindsOf(StreamRoute route) => route switch
    {
        StreamRoute.Spot => [StreamKind.Trade, StreamKind.AggTrade],
        StreamRoute.Market => [StreamKind.AggTrade],
        StreamRoute.Public => [StreamKind.Trade],
        _ => [],
    };
}
