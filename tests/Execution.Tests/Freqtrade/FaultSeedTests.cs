using System.Globalization;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Simulation.Freqtrade;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

/// <summary>
/// Entries and exits repeated as the executor repeats them, while a seed draws what goes wrong with each call to the bot.
/// <c>SQUEEZEFLOW_GATEWAY_SEEDS</c> runs more of it.
/// </summary>
public sealed class FaultSeedTests
{
    private const int MostTries = 200;

    private static readonly string[] Calls = ["show_config", "status", "trades", "trade", "forceenter", "forceexit"];

    private static readonly BotFault[] Faults =
    [
        BotFault.Error, BotFault.ErrorAfterEffect, BotFault.Drop, BotFault.DropAfterEffect, BotFault.ProxyFault, BotFault.ProxyPage,
        BotFault.Garbage, BotFault.GarbageAfterEffect, BotFault.Unauthorized, BotFault.TooMany, BotFault.Redirect,
    ];

    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("SQUEEZEFLOW_GATEWAY_SEEDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 15;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_goes_wrong_between_us_and_the_bot_a_tag_has_one_trade_and_every_exit_gets_out()
    {
        var problems = new List<string>();
        for (var seed = 1; seed <= Count; seed++)
        {
            problems.AddRange((await RunAsync(seed)).Select(problem => $"seed {seed}: {problem}"));
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    private static async Task<List<string>> RunAsync(int seed)
    {
        var random = new Random(seed);
        await using var bench = await Bench.StartAsync(
            ("Execution:Freqtrade:ExitWatch", "00:00:00"),
            ("Execution:Freqtrade:FailuresBeforePause", "100000"),
            ("Execution:Freqtrade:Authentication", seed % 2 == 0 ? "Token" : "Basic"));
        bench.Bot.Settings.MaxOpenTrades = 8;
        bench.Bot.Books.OpenByHand("DOGE/USDT:USDT", "by-hand");
        var results = new List<(string Tag, OrderResult Result)>();
        for (var round = 0; round < 4; round++)
        {
            Spoil(bench, random);
            var tags = Enumerable.Range(0, 3).Select(i => (Tag: $"sqz-{seed}-{round}-{i}", Coin: $"C{random.Next(10)}")).ToList();
            results.AddRange(await Task.WhenAll(tags.Select(async item => (item.Tag, await EnterAsync(bench, item.Tag, item.Coin)))));
        }

        foreach (var (_, result) in results.Where(item => item.Result.Verdict == OrderVerdict.Filled))
        {
            Spoil(bench, random);
            await ExitAsync(bench, result.Position!);
        }

        return [.. Judge(bench, results)];
    }

    // Some calls go wrong, now or when they are made; at times the bot reloads, or knows no token any more.
    private static void Spoil(Bench bench, Random random)
    {
        for (var i = 0; i < 4; i++)
        {
            bench.Bot.Faults.Add(Calls[random.Next(Calls.Length)], Faults[random.Next(Faults.Length)], random.Next(1, 4));
        }

        bench.Bot.Faults.Add("forceenter", BotFault.ForeignTrade, random.Next(2));
        if (random.Next(3) == 0)
        {
            bench.Bot.Tokens.Withdraw();
        }
    }

    private static async Task<OrderResult> EnterAsync(Bench bench, string tag, string coin)
    {
        for (var i = 0; i < MostTries; i++)
        {
            var result = await bench.EnterAsync(Bench.Order(tag, coin));
            if (result.Verdict is not (OrderVerdict.Unavailable or OrderVerdict.Unknown))
            {
                return result;
            }

            if (result.Verdict == OrderVerdict.Unknown && await FindAsync(bench, tag) is { } found)
            {
                return new(OrderVerdict.Filled, found);
            }
        }

        throw new InvalidOperationException($"{tag} came to no end in {MostTries} tries");
    }

    private static async Task<Position?> FindAsync(Bench bench, string tag)
    {
        for (var i = 0; i < MostTries; i++)
        {
            try
            {
                return await bench.Gateway.FindByTagAsync(tag, Token);
            }
            catch (IOException) when (i < MostTries - 1)
            {
                // The bot cannot be asked now.
            }
        }

        return null;
    }

    private static async Task ExitAsync(Bench bench, Position position)
    {
        for (var i = 0; i < MostTries; i++)
        {
            if ((await bench.ExitAsync(Bench.ExitOf(position))).Verdict == OrderVerdict.Filled)
            {
                return;
            }
        }
    }

    private static IEnumerable<string> Judge(Bench bench, IReadOnlyList<(string Tag, OrderResult Result)> results)
    {
        var trades = bench.Bot.Books.Trades;
        foreach (var (tag, result) in results)
        {
            var own = trades.Count(trade => trade.Tag == tag);
            if (own != (result.Verdict == OrderVerdict.Filled ? 1 : 0))
            {
                yield return $"{tag} has {own} trades, its verdict is {result.Verdict}: {result.Reason}";
            }
        }

        foreach (var trade in trades.Where(trade => trade.IsOpen != (trade.Tag == "by-hand")))
        {
            yield return $"{trade.Tag} is {(trade.IsOpen ? "open" : "closed")}";
        }
    }
}
