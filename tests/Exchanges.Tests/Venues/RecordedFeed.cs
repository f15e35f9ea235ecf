using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Tests.Adapters;

namespace SqueezeFlow.Exchanges.Tests.Venues;

/// <summary>Current recorded trade frames of one endpoint of a venue, with the markets that they are of.</summary>
/// <param name="Exchange">Venue id.</param>
/// <param name="Endpoint">Endpoint name.</param>
/// <param name="Markets">Markets of the frames, with an instrument each.</param>
/// <param name="Frames">Frames of one market each that carry trades, in recorded order.</param>
internal sealed record RecordedFeed(
    string Exchange, string Endpoint, IReadOnlyList<Instrument> Markets, IReadOnlyList<(MarketId Market, byte[] Frame, int Trades)> Frames)
{
    /// <summary>The feeds of a venue that its recordings and scripts allow.</summary>
    public static IReadOnlyList<RecordedFeed> Of(string exchange)
    {
        var adapter = Fixtures.AdapterOf(exchange);
        var frames = Read(adapter);
        return [.. frames
            .GroupBy(frame => adapter.EndpointOf(InstrumentOf(adapter, frame.Market), null))
            .Where(group => VenueScripts.All.ContainsKey((exchange, group.Key)))
            .Select(group => new RecordedFeed(
                exchange,
                group.Key,
                [.. group.Select(frame => frame.Market).Distinct().Select(market => InstrumentOf(adapter, market))],
                [.. group]))];
    }

    private static List<(MarketId Market, byte[] Frame, int Trades)> Read(IExchangeAdapter adapter)
    {
        var exchange = adapter.Descriptor.Id;
        var manifest = Fixtures.ManifestOf(exchange);
        var found = new List<(MarketId, byte[], int)>();
        foreach (var (file, frames) in Fixtures.FramesOf(exchange))
        {
            var session = new FeedSession(adapter, adapter.Descriptor.Main.Name, [], UnknownMarkets.Open);
            var seen = new Collected();
            session.Observer = seen;
            for (var line = 1; line <= frames.Length; line++)
            {
                seen.Prints.Clear();
                adapter.Parse(frames[line - 1], session, seen);
                if (!Fixtures.IsOutdated(exchange, manifest, file, line) && !IsOfAnotherAddress(exchange, manifest, file, line) && IsOfOneMarket(seen))
                {
                    found.Add((seen.Prints[0].Slot!.Market, frames[line - 1], seen.Prints.Count));
                }
            }
        }

        return found;
    }

    // Kraken's first version is served beside the second one, at an address that nobody dials here.
    private static bool IsOfAnotherAddress(string exchange, JsonElement manifest, string file, int line) =>
        exchange == "KRAKEN" && manifest.GetProperty(file).GetProperty("lines")[line - 1][2].GetString() == "v1";

    // Frames that a feed would refuse in part are the business of other tests.
    private static bool IsOfOneMarket(Collected seen) =>
        seen.Prints.Count > 0 &&
        seen.Prints.All(item => item.Slot is { } slot && slot == seen.Prints[0].Slot && item.Print is { UnixMs: > 0, Price: > 0, RawSize: > 0 }
            && item.Print.Side != AggressorSide.Unknown && item.Print.Kind != TradeKind.LiquidationReport);

    private static Instrument InstrumentOf(IExchangeAdapter adapter, MarketId market) => adapter.Assume(market) ?? new(
        market,
        MarketClassifier.Classify(market),
        MarketClassifier.Classify(market) == MarketKind.Spot ? ContractKind.Spot : ContractKind.Linear,
        BaseCoin.Of(market),
        QuoteCurrency.Of(market),
        1,
        IsTrading: true);
}
