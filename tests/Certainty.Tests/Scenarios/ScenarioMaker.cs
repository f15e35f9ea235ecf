namespace SqueezeFlow.Certainty.Tests.Scenarios;

/// <summary>Draws a scenario from a seed.</summary>
internal sealed class ScenarioMaker(int seed)
{
    private static readonly (string Venue, string[] Symbols)[] Venues =
    [
        ("OKX", ["BTC-USDT-SWAP", "BTC-USDC-SWAP"]),
        ("BYBIT", ["BTCUSDT", "BTCPERP"]),
        ("MEXC", ["BTC_USDT", "BTC_USDC"]),
        ("HYPERLIQUID", ["BTC"]),
    ];

    private readonly Random _random = new(seed);

    /// <summary>The scenario of the seed.</summary>
    public Scenario Make()
    {
        if (seed % 100 == 7)
        {
            return Riddled();
        }

        var markets = Markets();
        var faults = new List<Fault>();
        for (var left = 1 + _random.Next(5); left > 0; left--)
        {
            Add(faults, markets);
        }

        if (faults.Exists(f => f is Resized))
        {
            // When a size changed is known by our clock only, a minute at most from the venue's.
            faults.RemoveAll(f => f is Skewed { Ms: < -60_000 });
        }

        if (seed % 5 == 3)
        {
            AddCluster(faults);
        }

        var end = Math.Max(150, faults.Max(f => f.End));
        return new(seed, end + Scenario.Tail(faults), 1 + _random.Next(2), markets, faults);
    }

    // A run of several silos; whether everything is read twice is known before.
    private void AddCluster(List<Fault> faults)
    {
        if (_random.Next(2) == 0 && !faults.Exists(f => f is Redundant))
        {
            faults.Add(new Redundant());
        }

        for (var left = 1 + _random.Next(3); left > 0; left--)
        {
            var at = 20 + _random.Next(200);
            faults.Add(_random.Next(5) switch
            {
                0 or 1 => new SymbolKilled(at, Pick(0, 0, 1, 7, 40)),
                2 or 3 => new SymbolMoved(at, Pick(0, 0, 1, 7, 40)),
                _ => new ReaderKilled(at, Pick(1, 5, 40), faults.Exists(f => f is Redundant) ? _random.Next(2) : 0),
            });
        }
    }

    // More holes than are remembered, and a venue that answers when it is too late for the first of them.
    private Scenario Riddled()
    {
        var market = new MarketSpec("OKX", "BTC-USDT-SWAP", 8);
        Fault[] faults =
        [
            new Lost(market.Name, 20, 1_040 + _random.Next(60), 2),
            new Refused(market.Venue, 15, Pick(250, 320, 700)),
            Pick<Fault>(new Silent(market.Name, 350, 10), new Killed(330, 5), new Dropped(market.Venue, 320, 20), new Late(market.Name, 100, 5, 230)),
        ];
        return new(seed, 800, 2, [market], faults);
    }

    // Several markets of one venue share a connection, which then outlives the breaks of one of them.
    private List<MarketSpec> Markets()
    {
        var markets = new List<MarketSpec>();
        for (var left = 1 + _random.Next(3); left > 0; left--)
        {
            var (venue, symbols) = markets.Count > 0 && _random.Next(2) == 0
                ? Venues.First(v => v.Venue == markets[0].Venue)
                : Venues[Math.Max(0, _random.Next(6) - 2)];
            var symbol = symbols[_random.Next(symbols.Length)];
            if (!markets.Exists(m => m.Symbol == symbol))
            {
                markets.Add(new(venue, symbol, Pick(0.2, 0.7, 1.5)));
            }
        }

        return markets;
    }

    private void Add(List<Fault> faults, List<MarketSpec> markets)
    {
        var market = markets[_random.Next(markets.Count)];
        var at = 15 + _random.Next(200);
        faults.Add(_random.Next(4) switch
        {
            0 => OfConnections(market.Name, market.Venue, at),
            1 => OfMessages(market.Name, market.Venue, at),
            2 => OfTheVenue(market.Name, market.Venue, at),
            _ => OfTheService(market.Venue, at),
        });
        if (faults[^1] is CopyDropped && !faults.Exists(f => f is Redundant))
        {
            faults.Add(new Redundant());
        }

        if (_random.Next(3) == 0)
        {
            faults.Add(OfHistory(market.Venue, at));
        }
    }

    private Fault OfConnections(string name, string venue, int at) => _random.Next(4) switch
    {
        0 or 1 => new Dropped(venue, at, Pick(1, 3, 20, 90, 300)),
        2 => new Removed(name, Pick(0, at, at), Pick(2, 10, 25, 100, 280)),
        _ => new Delisted(name, at, Pick(10, 40, 260)),
    };

    private Fault OfMessages(string name, string venue, int at) => _random.Next(4) switch
    {
        0 when venue == "OKX" => new Lost(name, at, Pick(1, 3, 10, 40), Pick(1, 2, 3)),
        1 => new Late(name, at, Pick(1, 3, 8), Pick(1, 5, 30, 200, 290, 330, 500)),
        2 when venue != "MEXC" => new Twice(name, at, Pick(1, 5, 20), Pick(1, 10, 120, 280)),
        _ => new Shuffled(name, at, Pick(3, 10, 40)),
    };

    private Fault OfTheVenue(string name, string venue, int at) => _random.Next(5) switch
    {
        0 when venue is "OKX" or "MEXC" => new Resized(name, at, 10),
        1 when venue is "OKX" => new Anew(name, at),
        2 => new Repeats(venue, Pick(1, 5, 30)),
        3 => new Skewed(venue, Pick(-2_500, -65_000, -360_000, -3_000_000, 3_000, 50_000)),
        _ => new Silent(name, at, Pick(10, 70, 200)),
    };

    private Fault OfTheService(string venue, int at) => _random.Next(9) switch
    {
        0 or 1 or 2 => new Stopped(at, Pick(1, 10, 60, 270)),
        3 or 4 or 5 => new Killed(at, Pick(1, 10, 60, 270)),
        6 => new Full(at, Pick(1, 20, 100)),
        7 => new Unanswered(at, Pick(1, 5, 40)),
        _ => Pick<Fault>(new Redundant(), new CopyDropped(venue, at, Pick(1, 30))),
    };

    private Fault OfHistory(string venue, int at) => _random.Next(5) switch
    {
        0 => new Refused(venue, at, Pick(5, 60, 250, 400)),
        1 => new Slow(venue, at, Pick(60, 300), Pick(5, 100, 290, 400)),
        2 => new Shallow(venue, Pick(2, 20, 60)),
        3 => new Behind(venue, Pick(1, 5, 12)),
        _ => new Longest(60),
    };

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
