using System.Net;
using SqueezeFlow.Simulation.Freqtrade;

namespace SqueezeFlow.SystemTests.Cluster.Bench;

/// <summary>Signals that are sent to every silo, as a sender does that had no answer: each becomes one trade of the bot.</summary>
internal sealed class SentSignals(SimulatedBot bot, CancellationToken stop)
{
    private const int MostTries = 30;

    private readonly SortedSet<string> _coins = new(StringComparer.Ordinal);

    /// <summary>Coins of which a signal was sent.</summary>
    public int Count => _coins.Count;

    /// <summary>Sends the signal of each coin to each silo once, whatever comes of it.</summary>
    public Task SendAsync(IEnumerable<ClusterSilo> silos, IReadOnlyCollection<string> coins, string wait = "1s")
    {
        _coins.UnionWith(coins);
        return Task.WhenAll(silos.Select(async (silo, place) =>
        {
            foreach (var coin in coins)
            {
                Say($"signal of {coin} at silo {place + 1}: {await silo.Service.SignalAsync($"sent-{coin}", coin, wait)}");
            }
        }));
    }

    /// <summary>Once more, as often as it is answered that it cannot be taken now: symbols are still on their way to where they belong.</summary>
    public async Task SendUntilTakenAsync(IEnumerable<ClusterSilo> silos, IReadOnlyCollection<string> coins)
    {
        _coins.UnionWith(coins);
        foreach (var (place, silo) in silos.Index())
        {
            foreach (var coin in coins)
            {
                await SendUntilTakenAsync(silo, place + 1, coin);
            }
        }
    }

    /// <summary>The bot has a trade of each, under a tag of its own, and no other.</summary>
    public void AssertEnteredOnce()
    {
        Assert.Equal(_coins, bot.Books.Trades.Select(trade => trade.Pair.Split('/')[0]).Order(StringComparer.Ordinal));
        Assert.Equal(_coins.Count, bot.Books.Trades.Select(trade => trade.Tag).Distinct().Count());
    }

    private static void Say(string text) => TestContext.Current.TestOutputHelper!.WriteLine($"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {text}");

    private async Task SendUntilTakenAsync(ClusterSilo silo, int place, string coin)
    {
        (HttpStatusCode? answer, var told) = (null, "");
        for (var i = 0; i < MostTries && answer != HttpStatusCode.OK; i++)
        {
            (answer, told) = await silo.Service.SignalAsync($"sent-{coin}", coin, "10s");
            Say($"signal of {coin} at silo {place}: {answer} {told}");
            await Task.Delay(answer == HttpStatusCode.OK ? 0 : 1_000, stop);
        }

        var trades = string.Join(", ", bot.Books.Trades.Select(trade => $"{trade.Pair} {trade.Tag}"));
        Assert.True(told.Contains("\"outcome\":\"Filled\"", StringComparison.Ordinal), $"the signal of {coin} at silo {place} became no trade: {told}; the bot has {trades}");
    }
}
