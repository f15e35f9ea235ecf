using System.Text;
using System.Text.Json.Nodes;
using SqueezeFlow.Simulation.Freqtrade;

namespace SqueezeFlow.Simulation.Tests.Freqtrade;

/// <summary>What the recordings do not show in a row: faults on demand, reloads, restarts, ids given anew, what the bot does by itself.</summary>
public sealed class BotLifeTests
{
    private const string Entry = """{"pair":"ETH/USDT:USDT","side":"long","entry_tag":"sqz-1"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(BotFault.Error, 500, 0)]
    [InlineData(BotFault.ErrorAfterEffect, 500, 1)]
    [InlineData(BotFault.Drop, null, 0)]
    [InlineData(BotFault.DropAfterEffect, null, 1)]
    [InlineData(BotFault.ProxyFault, 502, 0)]
    [InlineData(BotFault.ProxyPage, 200, 0)]
    [InlineData(BotFault.Garbage, 200, 0)]
    [InlineData(BotFault.GarbageAfterEffect, 200, 1)]
    [InlineData(BotFault.ForeignTrade, 200, 1)]
    [InlineData(BotFault.Unauthorized, 401, 0)]
    [InlineData(BotFault.TooMany, 429, 0)]
    [InlineData(BotFault.Redirect, 302, 0)]
    [InlineData(BotFault.Slow, 200, 1)]
    public async Task A_fault_has_its_answer_and_its_effect_once(BotFault fault, int? status, int trades)
    {
        await using var stage = await BotStage.StartAsync();
        stage.Bot.Faults.Slowness = TimeSpan.FromMilliseconds(50);
        stage.Bot.Faults.Add("forceenter", fault);
        using var http = Client(stage);

        var answer = await TryAsync(http, "forceenter", Entry);
        var spoiled = stage.Bot.Books.Trades.Count;
        var next = await TryAsync(http, "forceenter", Entry.Replace("ETH", "BTC", StringComparison.Ordinal));

        Assert.Equal((status, trades, 200), (answer.Status, spoiled, next.Status));
    }

    [Fact]
    public async Task A_reload_refuses_then_is_away_then_runs_with_another_start()
    {
        await using var stage = await BotStage.StartAsync(static settings =>
            (settings.ReloadDelay, settings.ReloadAway) = (TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(500)));
        using var http = Client(stage);
        var before = stage.Bot.Books.State.StartupAt;

        var (_, said) = await TryAsync(http, "reload_config", "");
        var refused = await TryAsync(http, "forceenter", Entry);
        var away = await UntilAsync(http, static status => status is null);
        var after = await UntilAsync(http, static status => status == 200);

        Assert.Contains("Reloading config ...", said, StringComparison.Ordinal);
        Assert.Contains("trader is not running", refused.Body, StringComparison.Ordinal);
        Assert.Equal((true, true), (away, after));
        Assert.True(stage.Bot.Books.State.StartupAt > before);
    }

    [Fact]
    public async Task An_entry_that_never_filled_gives_its_id_to_the_next_one()
    {
        await using var stage = await BotStage.StartAsync();
        using var http = Client(stage);
        stage.Bot.Settings.EntriesRest = true;
        var first = await TryAsync(http, "forceenter", Entry);
        var exit = await TryAsync(http, "forceexit", """{"tradeid":"1"}""");
        stage.Bot.Settings.EntriesRest = false;

        var second = await TryAsync(http, "forceenter", Entry.Replace("sqz-1", "sqz-2", StringComparison.Ordinal));

        Assert.Equal(("1", 502, "1"), (IdIn(first.Body), exit.Status, IdIn(second.Body)));
        Assert.Contains("Failed to exit trade.", exit.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_with_another_database_knows_nothing_and_counts_from_one()
    {
        await using var stage = await BotStage.StartAsync();
        using var http = Client(stage);
        await TryAsync(http, "forceenter", Entry);
        await TryAsync(http, "forceenter", Entry.Replace("ETH", "BTC", StringComparison.Ordinal));

        await stage.Bot.RestartEmptyAsync();
        var port = stage.Bot.Url;
        var open = JsonNode.Parse(await http.GetStringAsync("/api/v1/status", Token))!.AsArray();
        var next = await TryAsync(http, "forceenter", Entry);

        Assert.Equal((0, "1", http.BaseAddress), (open.Count, IdIn(next.Body), port));
    }

    [Theory]
    [InlineData("long", 2_005, "stop_loss")]
    [InlineData("long", 2_100, null)]
    [InlineData("short", 2_996, "stop_loss")]
    [InlineData("short", 2_900, null)]
    public async Task A_trade_is_left_when_the_price_is_at_its_stop_loss(string side, int price, string? reason)
    {
        await using var stage = await BotStage.StartAsync();
        using var http = Client(stage);
        await TryAsync(http, "forceenter", $$"""{"pair":"ETH/USDT:USDT","side":"{{side}}","entry_tag":"sqz-1","leverage":5}""");

        stage.Venue.Set("ETH", price);
        stage.Bot.Process();

        var trade = Assert.Single(stage.Bot.Books.Trades);
        Assert.Equal((reason is null, reason), (trade.IsOpen, trade.ExitReason));
    }

    [Fact]
    public async Task A_stopped_bot_watches_no_stop_loss()
    {
        await using var stage = await BotStage.StartAsync();
        using var http = Client(stage);
        await TryAsync(http, "forceenter", Entry);
        await TryAsync(http, "stop", "");

        stage.Venue.Set("ETH", 1);
        stage.Bot.Process();
        var wasOpen = stage.Bot.Books.Trades.Single().IsOpen;
        await TryAsync(http, "start", "");
        stage.Bot.Process();

        Assert.Equal((true, "stop_loss"), (wasOpen, stage.Bot.Books.Trades.Single().ExitReason));
    }

    [Fact]
    public async Task What_has_come_in_is_carried_out_although_its_caller_has_gone()
    {
        await using var stage = await BotStage.StartAsync();
        var hold = stage.Bot.Faults.Hold("forceenter", BotHoldPoint.BeforeEffect);
        var http = Client(stage);
        var sending = TryAsync(http, "forceenter", Entry);
        await hold.Reached.WaitAsync(Token);
        http.Dispose();
        await sending;
        var answered = stage.Bot.Faults.Hold("status", BotHoldPoint.AfterAnswer);

        hold.Release();
        using var other = Client(stage);
        for (var i = 0; i < 1_000 && stage.Bot.Books.Trades.Count == 0; i++)
        {
            await other.GetStringAsync("/api/v1/status", Token);
        }

        await answered.Reached.WaitAsync(Token);
        Assert.Equal("sqz-1", Assert.Single(stage.Bot.Books.Trades).Tag);
    }

    private static HttpClient Client(BotStage stage)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = stage.Bot.Url };
        http.DefaultRequestHeaders.Authorization = new(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{stage.Bot.Settings.Username}:{stage.Bot.Settings.Password}")));
        return http;
    }

    private static async Task<(int? Status, string Body)> TryAsync(HttpClient http, string call, string body)
    {
        try
        {
            using var content = body.Length == 0 ? null : new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync($"/api/v1/{call}", content, Token);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Token));
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !Token.IsCancellationRequested)
        {
            return (null, failure.Message);
        }
    }

    private static async Task<bool> UntilAsync(HttpClient http, Func<int?, bool> isMet)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        for (var i = 0; i < 3_000; i++)
        {
            if (isMet((await TryAsync(http, "forceenter", Entry)).Status))
            {
                return true;
            }

            await timer.WaitForNextTickAsync(Token);
        }

        return false;
    }

    private static string IdIn(string body) => JsonNode.Parse(body)!["trade_id"]!.ToJsonString();
}
