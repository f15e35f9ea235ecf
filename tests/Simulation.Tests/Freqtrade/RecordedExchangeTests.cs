using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SqueezeFlow.Simulation.Freqtrade;
using SqueezeFlow.Simulation.Freqtrade.Books;

namespace SqueezeFlow.Simulation.Tests.Freqtrade;

/// <summary>Every exchange with the real bot that was recorded, played to the simulated one: status, headers, fields, types and texts are the same.</summary>
public sealed partial class RecordedExchangeTests
{
    /// <summary>Calls that are not answered, and why: nothing in this service makes them.</summary>
    private static readonly Dictionary<string, string> NotSimulated = new()
    {
        ["sysinfo"] = "tells of the machine, and takes a second",
        ["profit"] = "an aggregate of closed trades",
        ["performance"] = "an aggregate of closed trades",
        ["stats"] = "an aggregate of closed trades",
        ["daily"] = "an aggregate of closed trades",
        ["entries"] = "an aggregate of closed trades",
        ["exits"] = "an aggregate of closed trades",
        ["mix_tags"] = "an aggregate of closed trades",
        ["logs"] = "the bot has no log",
        ["pair_candles"] = "the bot keeps no candles",
    };

    private readonly Dictionary<long, long> _ids = [];
    private readonly List<string> _problems = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Files => RecordedExchange.Files();

    [Theory]
    [MemberData(nameof(Files))]
    public async Task What_was_recorded_of_the_real_bot_is_answered_alike(string file)
    {
        var exchanges = RecordedExchange.Of(file).Where(exchange => !NotSimulated.ContainsKey(exchange.Call) || exchange.Status is 404).ToList();
        Assert.NotEmpty(exchanges);

        BotStage? stage = null;
        var scenario = "";
        for (var i = 0; i < exchanges.Count; i++)
        {
            if (stage is null || exchanges[i].Scenario != scenario)
            {
                await (stage?.DisposeAsync() ?? default);
                scenario = exchanges[i].Scenario;
                stage = await BotStage.StartAsync(settings => Configure(settings, scenario));
                Begin(stage, scenario);
            }

            i += await PlayAsync(stage, exchanges, i);
        }

        await stage!.DisposeAsync();
        Assert.True(_problems.Count == 0, string.Join('\n', _problems));
    }

    private static void Configure(BotSettings settings, string scenario)
    {
        settings.TradingMode = scenario.StartsWith("spot", StringComparison.Ordinal) ? "spot" : "futures";
        settings.ForceEntry = !scenario.Contains("force_entry_enable false", StringComparison.Ordinal);
        settings.PositionAdjustment = scenario.Contains("position_adjustment_enable true", StringComparison.Ordinal);
    }

    private static void Begin(BotStage stage, string scenario)
    {
        if (scenario.Contains("initial_state stopped", StringComparison.Ordinal))
        {
            stage.Bot.Books.State.Name = BotState.Stopped;
            (stage.Bot.Books.State.StartedAt, stage.Bot.Books.State.StartupAt, stage.Bot.Books.State.ProcessedAt) = (null, null, null);
        }
    }

    // Answers how many exchanges were played besides the first.
    private async Task<int> PlayAsync(BotStage stage, List<RecordedExchange> exchanges, int at)
    {
        var exchange = exchanges[at];
        await PrepareAsync(stage, exchange);
        if (exchange.Status is null)
        {
            await LoseAsync(stage, exchange, exchanges[at + 1]);
            return 1;
        }

        if (!exchange.Name.StartsWith("parallel ", StringComparison.Ordinal))
        {
            await CompareAsync(stage, exchange, stage.SendAsync(exchange, Renumber));
            return 0;
        }

        var together = exchanges.Skip(at).TakeWhile(other => other.Name.Split(' ')[1] == exchange.Name.Split(' ')[1]).ToList();
        var hold = stage.Bot.Faults.Hold("forceenter", BotHoldPoint.BeforeEffect);
        var answers = new List<Task<(int, System.Net.Http.Headers.HttpResponseHeaders, string, string)>>();
        foreach (var other in together)
        {
            // One after another up to the lock, so that ids go in the order of the recording.
            answers.Add(stage.SendAsync(other, Renumber));
            await UntilAsync(() => stage.Bot.Books.Admitted == answers.Count);
        }

        hold.Release();
        foreach (var (other, answer) in together.Zip(answers))
        {
            await CompareAsync(stage, other, answer);
        }

        return together.Count - 1;
    }

    // What the recorder did between the calls.
    private static async Task PrepareAsync(BotStage stage, RecordedExchange exchange)
    {
        var (bot, venue) = (stage.Bot, stage.Venue);
        switch (exchange.File, exchange.Name)
        {
            case ("lifecycle-long", "status after price +1.67 %"):
                venue.Set("BTC", new BotMarket(60_996.9m, 61_003.1m, 0.001m, 0.1m));
                break;
            case ("closed-by-the-bot", "status: gone without our doing"):
                venue.Set("ETH", new BotMarket(1_899.9m, 1_900.1m, 0.001m, 0.01m));
                bot.Process();
                break;
            case ("forceenter-rejected", "max_open_trades reached"):
                bot.Books.OpenByHand("BTC/USDT:USDT", "slot-0");
                bot.Books.OpenByHand("ETH/USDT:USDT", "slot-1");
                bot.Books.OpenByHand("SOL/USDT:USDT", "slot-2");
                break;
            case ("forceenter-accepted-surprises", "stake larger than the wallet is capped"):
                // What the wallet held then, by what was left of it.
                bot.Books.Forget(static _ => true);
                bot.Settings.Wallet = (decimal)exchange.Json!["amount_requested"]! * (decimal)exchange.Json["open_rate"]! / 0.99m;
                break;
            case ("forceenter-accepted-surprises", _) when exchange.Call == "forceenter":
            case ("concurrency", "parallel entry BTC/USDT:USDT"):
                CloseAll(bot);
                break;
            case ("faults", "venue fails during exit" or "venue fails with NetworkError during entry" or "venue fails with ExchangeError during entry"):
                bot.Faults.Add(exchange.Call, BotFault.Error);
                break;
            case ("control", "count after reload"):
                await UntilAsync(() => bot.Books.State.Name == BotState.Running);
                await UntilAsync(() => IsListening(bot));
                break;
            case ("info", "trades page"):
                for (var i = 0; i < 26; i++)
                {
                    bot.Books.Close(bot.Books.OpenByHand("BTC/USDT:USDT", $"slot-{(i == 2 ? 0 : i)}"), "force_exit");
                }

                break;
            case ("locks-and-lists", "add lock"):
                bot.Books.Close(bot.Books.OpenByHand("BTC/USDT:USDT", "locked"), "force_exit");
                break;
        }
    }

    private static void CloseAll(SimulatedBot bot)
    {
        foreach (var trade in bot.Books.Trades)
        {
            bot.Books.Close(trade, "force_exit");
        }
    }

    private static bool IsListening(SimulatedBot bot)
    {
        using var client = new System.Net.Sockets.TcpClient();
        try
        {
            client.Connect(System.Net.IPAddress.Loopback, bot.Url.Port);
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    private async Task LoseAsync(BotStage stage, RecordedExchange lost, RecordedExchange after)
    {
        var hold = stage.Bot.Faults.Hold(lost.Call, BotHoldPoint.BeforeEffect);
        var sending = stage.SendInVainAsync(lost);
        await hold.Reached.WaitAsync(Token);
        await CompareAsync(stage, after, stage.SendAsync(after, Renumber));
        hold.Release();
        await sending;
        await UntilAsync(() => stage.Bot.Books.Trades.Any(static trade => trade.IsOpen));
    }

    private async Task CompareAsync(BotStage stage, RecordedExchange exchange, Task<(int Status, System.Net.Http.Headers.HttpResponseHeaders Headers, string ContentType, string Body)> sending)
    {
        var (status, headers, contentType, body) = await sending;
        var problems = new List<string>();
        if (status != exchange.Status)
        {
            problems.Add($"status: expected {exchange.Status}, found {status}: {body}");
        }

        var challenge = headers.WwwAuthenticate.ToString();
        if (challenge != ((string?)exchange.Headers["www-authenticate"] ?? "") || contentType != (string?)exchange.Headers["content-type"])
        {
            problems.Add($"headers: expected {exchange.Headers.ToJsonString()}, found '{contentType}', '{challenge}'");
        }

        if (exchange.Json is null)
        {
            problems.AddRange(body == exchange.Text ? [] : [$"body: expected '{exchange.Text}', found '{body}'"]);
        }
        else if (status == exchange.Status)
        {
            var found = JsonNode.Parse(body);
            problems.AddRange(Shape.Differences(exchange.Json, found));
            Learn(exchange.Json, found);
        }

        _problems.AddRange(problems.Select(problem => $"{exchange}: {problem}"));
    }

    private void Learn(JsonNode expected, JsonNode? found)
    {
        if (expected is JsonObject trade && trade["trade_id"] is { } id && trade.ContainsKey("pair"))
        {
            _ids[(long)id] = (long)found!["trade_id"]!;
        }
    }

    private string Renumber(string text) => TradeId().Replace(
        text, match => _ids.TryGetValue(long.Parse(match.Value, CultureInfo.InvariantCulture), out var id) ? $"{id}" : match.Value);

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        for (var i = 0; i < 3_000; i++)
        {
            if (isSo())
            {
                return;
            }

            await timer.WaitForNextTickAsync(Token);
        }

        Assert.Fail("what was waited for did not come in 3,000 looks 10 ms apart");
    }

    // Ids in paths and in the body of an exit; the 1 of v1 is none.
    [GeneratedRegex(@"(?<=(trade|trades)/)\d+|(?<=""tradeid"":\s?""?)\d+")]
    private static partial Regex TradeId();
}
