using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Grains.Storage;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Grains.Tests.Cluster.Replays;

/// <summary>The same trades on one silo and on several: coins lie on different silos, what comes of them does not differ.</summary>
public sealed class AnyNumberOfSilosTests
{
    private const long LengthMs = 2 * 3_600_000;

    private static readonly World World = new(new(Seed: 3, Symbols: 8, TradesPerSecond: 40));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bars_and_signals_are_the_same_on_one_two_and_four_silos()
    {
        var one = await RunAsync(1);
        var two = await RunAsync(2);
        var four = await RunAsync(4);

        Assert.True(one.Signals > 0, "no signal was given: nothing is shown");
        Assert.True(four.Busy > 1, "all coins lie on one silo of four: nothing is shown");
        Assert.Equal(one.Hash, two.Hash);
        Assert.Equal(one.Hash, four.Hash);
    }

    private static async Task<(string Hash, int Signals, int Busy)> RunAsync(int silos)
    {
        await using var shared = new SharedFlow();
        await using var cluster = await SiloCluster.StartAsync(
            silos,
            new Dictionary<string, string?> { ["Strategy:Ordered"] = "true", ["Strategy:Timeframe"] = "1m", ["Strategy:LookbackHours"] = "3", ["Router:Block"] = "true" },
            shared.AddFirst,
            shared.AddLast);
        var services = cluster.Silos[0].ServiceProvider;

        await Task.Factory.StartNew(() => Play(services.GetRequiredService<TradeRouter>()), Stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await services.GetRequiredService<IPipeline>().DrainAsync(World.StartUnixMs + LengthMs, Stop);
        var busy = 0;
        foreach (var silo in cluster.Silos)
        {
            var writer = silo.ServiceProvider.GetRequiredService<BarWriter>();
            await writer.FlushAsync(Stop);
            busy += World.Markets.Select(market => market.BaseCoin).Distinct().Any(coin => IsOn(cluster, silo.SiloAddress, coin)) ? 1 : 0;
        }

        var signals = await shared.Signals.ReadAllAsync(Stop).ToListAsync(Stop);
        return (await HashAsync(shared, signals), signals.Count, busy);
    }

    private static bool IsOn(SiloCluster cluster, SiloAddress silo, string coin) =>
        Grains.Cluster.Rendezvous.OwnerOf(coin, [.. cluster.Silos.Select(one => one.SiloAddress)]).Equals(silo);

    // Two trades a second and market, made of the world's bars: all that its takers bought, and all that they sold.
    private static void Play(TradeRouter router)
    {
        var markets = World.Markets.Select(market => (Buffer: Open(router, market), Bars: World.Bars(market.Id, Timeframe.S1, World.StartUnixMs, World.StartUnixMs + LengthMs).GetEnumerator())).ToList();
        var ids = new long[markets.Count];
        var alive = markets.Select(market => market.Bars.MoveNext()).ToArray();
        for (var second = World.StartUnixMs; second < World.StartUnixMs + LengthMs; second += 1_000)
        {
            for (var place = 0; place < markets.Count; place++)
            {
                var (buffer, bars) = markets[place];
                if (alive[place] && bars.Current.OpenUnixMs == second)
                {
                    Add(buffer, bars.Current, ref ids[place]);
                    alive[place] = bars.MoveNext();
                }
            }
        }
    }

    private static void Add(MarketBuffer buffer, in Bar bar, ref long id)
    {
        if (bar.BuyNotional > 0)
        {
            buffer.Add(new Trade(++id, bar.OpenUnixMs + 100, bar.Open, bar.BuyNotional / bar.Open, bar.BuyNotional, 1, AggressorSide.Buy));
        }

        if (bar.SellNotional > 0)
        {
            buffer.Add(new Trade(++id, bar.OpenUnixMs + 600, bar.Close, bar.SellNotional / bar.Close, bar.SellNotional, 1, AggressorSide.Sell));
        }
    }

    private static MarketBuffer Open(TradeRouter router, WorldMarket market)
    {
        var contract = market.Kind == MarketKind.Spot ? ContractKind.Spot : ContractKind.Linear;
        return router.Open(market.BaseCoin, new(new(market.Id, market.Kind, contract, market.BaseCoin, "USDT", 1, true), ProofKind.Ids), $"{market.Id.Exchange}/replay");
    }

    private static async Task<string> HashAsync(SharedFlow shared, List<SignalRecord> signals)
    {
        var text = new StringBuilder();
        await foreach (var row in shared.Bars.ReadAllAsync(Timeframe.S1, World.StartUnixMs, World.StartUnixMs + LengthMs, Stop))
        {
            text.Append(row).Append('\n');
        }

        foreach (var signal in signals.Select(record => record.Signal).OrderBy(signal => signal.Id, StringComparer.Ordinal))
        {
            text.Append(signal).Append('\n');
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
