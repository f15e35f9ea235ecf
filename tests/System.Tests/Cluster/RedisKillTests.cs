using System.Net;
using System.Text.Json.Nodes;
using SqueezeFlow.Simulation.Freqtrade;
using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.SystemTests.Cluster.Bench;
using SqueezeFlow.SystemTests.Processes;

namespace SqueezeFlow.SystemTests.Cluster;

/// <summary>A cluster that trades with a bot while its Redis is killed and started again on its file, or stands still.</summary>
public sealed class RedisKillTests
{
    private const int MostTries = 60;

    private static World World => new(new(Seed: 9, Symbols: 4, TradesPerSecond: 200));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_entered_without_an_intent_that_is_kept_and_afterwards_all_goes_on_where_it_was(bool isKilled)
    {
        using var file = new DataDirectory();
        await using var bench = await ClusterBench.OpenAsync(World, "--appendonly", "yes", "--dir", file.FullPath);
        await using var venues = await bench.OpenVenuesAsync();
        await using var bot = await bench.OpenBotAsync(venues);
        var silos = await bench.StartAsync(2, [.. bench.Reading(venues), .. ClusterBench.Trading(bot)]);
        await venues.WaitForSubscriptionsAsync(bench.Markets, bench.Stop);
        var coins = bench.World.Markets.Select(market => market.BaseCoin).Distinct().ToArray();
        var from = ClusterBench.TradeOn(venues);
        await bench.WaitUntilTradedAsync(venues, from + 5_000);
        await GiveUntilAsync(bench, silos, coins[0], () => Task.FromResult(TagsOf(bot, coins[0]).Any()));

        // The second is on its way to the bot when Redis goes away: its intent is there, its end can no more be kept. The third waits for it.
        var second = bot.Faults.Hold("forceenter", BotHoldPoint.BeforeEffect);
        await GiveUntilAsync(bench, silos, coins[1], () => Task.FromResult(second.Reached.IsCompleted));
        await GiveUntilAsync(bench, silos, coins[2], async () => await KeptAsync(bench, coins[2]) is not null);
        Assert.Equal(("Sent", "Received"), (await KeptAsync(bench, coins[1]), await KeptAsync(bench, coins[2])));
        await (isKilled ? bench.Redis.KillAsync() : bench.Redis.FreezeAsync());
        second.Release();
        await silos[0].Service.WaitUntilToldAsync("/health", health => health["parts"]!.AsArray().Any(part => (string?)part!["name"] == "redis" && (string?)part["level"] == "critical"));
        await bench.WaitUntilTradedAsync(venues, venues.MarketUnixMs + 5_000);
        foreach (var silo in silos)
        {
            Assert.NotEqual(HttpStatusCode.OK, (await silo.Service.SignalAsync(IdOf(coins[3]), coins[3])).Status);
        }

        Assert.Equal(2, bot.Counts.Of("POST forceenter"));
        var third = bot.Faults.Hold("forceenter", BotHoldPoint.BeforeEffect);
        var calls = bot.Counts.Calls.Count;
        await (isKilled ? bench.Redis.RestartAsync(bench.Stop) : bench.Redis.ThawAsync());
        await third.Reached.WaitAsync(bench.Stop);

        // What the account holds is read before anything is ordered, and the order stands there before it is made.
        Assert.Contains(bot.Counts.Calls.Skip(calls).TakeWhile(call => call.Name != "forceenter"), call => call.ToString() == "GET status");
        Assert.Equal("Sent", await KeptAsync(bench, coins[2]));
        third.Release();
        await GiveUntilAsync(bench, silos, coins[3], () => Task.FromResult(TagsOf(bot, coins[3]).Any()));
        await ClusterBench.WaitUntilJoinedAsync(silos);
        foreach (var coin in coins)
        {
            var tag = Assert.Single(TagsOf(bot, coin));
            await silos[0].Service.WaitUntilAsync($"/api/v1/signals/{tag}", life => life["steps"]!.AsArray().Any(step => (string?)step!["kind"] == "Filled"));
        }

        await bench.AssertAllAsync(venues, silos, from);
    }

    // What stands in Redis of the entry of a coin; null when nothing.
    private static async Task<string?> KeptAsync(ClusterBench bench, string coin)
    {
        using var talk = await bench.Redis.ConnectAsync(bench.Stop);
        var inbox = JsonNode.Parse((await talk.TextAsync("HGET", "squeezeflow/state/executor/main/inbox", "data"))!)!;
        return (string?)inbox["state"]!["Entries"]!.AsObject().Select(entry => entry.Value!).SingleOrDefault(entry => (string?)entry["Signal"]!["BaseSymbol"] == coin)?["State"];
    }

    private static string IdOf(string coin) => $"kill-{coin}";

    // As a sender does: again, at any silo, until it is taken.
    private static async Task GiveUntilAsync(ClusterBench bench, ClusterSilo[] silos, string coin, Func<Task<bool>> isMet)
    {
        for (var i = 0; !await isMet(); i++)
        {
            Assert.True(i < MostTries, $"the signal of {coin} came to nothing in {MostTries} tries");
            await silos[i % silos.Length].Service.SignalAsync(IdOf(coin), coin);
            await Task.Delay(500, bench.Stop);
        }
    }

    private static IEnumerable<string?> TagsOf(SimulatedBot bot, string coin) => bot.Books.Trades.Where(trade => trade.Pair.Split('/')[0] == coin).Select(trade => trade.Tag);
}
