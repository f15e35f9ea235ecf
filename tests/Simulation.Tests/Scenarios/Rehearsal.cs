using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.Simulation.Worlds.Klines;

namespace SqueezeFlow.Simulation.Tests.Scenarios;

/// <summary>
/// Runs the corrected strategy over a world as the service would: window from the history, live bars from the world's own
/// trades, entries and exits filled at the next bar's first trade, at most two positions.
/// </summary>
internal sealed class Rehearsal
{
    private const int HistoryBars = 576;
    private const int MostOpen = 2;
    private readonly World _world;
    private readonly SortedDictionary<string, Track> _tracks = new(StringComparer.Ordinal);

    public Rehearsal(World world, int liveBars)
    {
        _world = world;
        LiveBars = liveBars;
        foreach (var spot in world.Markets.Where(market => market.Kind == MarketKind.Spot))
        {
            var perp = world.Markets.Single(market => market.Kind == MarketKind.Perp && market.BaseCoin == spot.BaseCoin);
            _tracks.Add(spot.BaseCoin, new(new(spot.BaseCoin, new StrategyOptions()), History(spot, perp), Live(spot, perp)));
        }
    }

    public int LiveBars { get; }

    /// <summary>What happened, in order.</summary>
    public List<(int Bar, string Symbol, StrategyDecision Decision, double GainPercent)> Events { get; } = [];

    /// <summary>Entries that the limit of two positions would have refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Most positions open at once.</summary>
    public int MostOpenSeen { get; private set; }

    public int Count(StrategyDecision decision) => Events.Count(item => item.Decision == decision);

    public override string ToString() => string.Join("; ", Events.Select(item => $"{item.Bar} {item.Symbol} {item.Decision} {item.GainPercent:F2}"));

    /// <summary>Plays all live bars.</summary>
    public Rehearsal Run()
    {
        foreach (var track in _tracks.Values)
        {
            track.WarmUp();
        }

        for (var bar = 0; bar < LiveBars; bar++)
        {
            foreach (var (symbol, track) in _tracks)
            {
                Decide(bar, symbol, track);
            }

            MostOpenSeen = Math.Max(MostOpenSeen, _tracks.Values.Count(track => track.Position is not null));
        }

        return this;
    }

    private void Decide(int bar, string symbol, Track track)
    {
        track.Strategy.Push(track.Live[bar]);
        var decision = track.Strategy.Evaluate(new(10_000, track.Position));
        if (!decision.HasOrder || bar + 1 >= track.Live.Count)
        {
            return;
        }

        var fill = track.Live[bar + 1].Open;
        if (decision.Decision == StrategyDecision.Close)
        {
            var side = track.Position!.Side == PositionSide.Long ? 1 : -1;
            Events.Add((bar, symbol, decision.Decision, 100 * side * ((fill / track.Position.EntryPrice) - 1)));
            track.Position = null;
            return;
        }

        if (_tracks.Values.Count(other => other.Position is not null) >= MostOpen)
        {
            Refused++;
            return;
        }

        Events.Add((bar, symbol, decision.Decision, 0));
        track.Position = new()
        {
            Side = decision.Decision == StrategyDecision.Long ? PositionSide.Long : PositionSide.Short,
            Quantity = decision.Quantity,
            EntryPrice = fill,
            SpotCvdAtEntry = decision.SpotCvd,
            PerpCvdAtEntry = decision.PerpCvd,
            ResetLow = decision.Reset.Low,
            ResetHigh = decision.Reset.High,
        };
    }

    private List<SymbolBar> History(WorldMarket spot, WorldMarket perp)
    {
        var from = World.StartUnixMs - (HistoryBars * Timeframe.M5.Milliseconds);
        return [.. Klines(spot).Zip(Klines(perp), (s, p) => Join(s, p))];

        List<Bar> Klines(WorldMarket market) =>
            [.. new KlineHistory(_world.Source(market)).Read(Timeframe.M5.Milliseconds, from, World.StartUnixMs, World.StartUnixMs, HistoryBars).Select(kline => ToBar(market, kline))];
    }

    private List<SymbolBar> Live(WorldMarket spot, WorldMarket perp)
    {
        var to = World.StartUnixMs + ((LiveBars + 1) * Timeframe.M5.Milliseconds);
        return [.. _world.Bars(spot.Id, Timeframe.M5, World.StartUnixMs, to).Zip(_world.Bars(perp.Id, Timeframe.M5, World.StartUnixMs, to), Join)];
    }

    // Prices are those of the reference market, the perpetual.
    private static SymbolBar Join(Bar spot, Bar perp) =>
        new(perp.OpenUnixMs, perp.Open, perp.High, perp.Low, perp.Close, spot.Volume + perp.Volume, spot.BuyNotional, spot.SellNotional, perp.BuyNotional, perp.SellNotional);

    private static Bar ToBar(WorldMarket market, Kline kline)
    {
        var quote = (double)market.PriceUnits * market.SizeUnits;
        return new(kline.OpenUnixMs, market.Price(kline.Open), market.Price(kline.High), market.Price(kline.Low), market.Price(kline.Close),
            kline.BuyQuote / quote, (kline.Quote - kline.BuyQuote) / quote, kline.Count, 0, 0, 0);
    }

    private sealed class Track(SqueezeStrategy strategy, List<SymbolBar> history, List<SymbolBar> live)
    {
        public SqueezeStrategy Strategy => strategy;

        public List<SymbolBar> Live => live;

        public OpenPosition? Position { get; set; }

        public void WarmUp()
        {
            foreach (var bar in history)
            {
                strategy.Push(bar);
            }
        }
    }
}
