using System.Net.Http.Json;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Core.Views.Accounts;
using SqueezeFlow.Simulation.Freqtrade;
using SqueezeFlow.Simulation.Freqtrade.Books;

namespace SqueezeFlow.Silo.Tests.EndToEnd;

/// <summary>A bot that is not the one that was meant is named in the health and to the doctor; the service goes on.</summary>
public sealed class UnfitBotTests
{
    [Theory]
    [InlineData("fit", "is ready: futures, dry run", null)]
    [InlineData("wrong password", "the bot refuses user or password (Unauthorized)", "credentials")]
    [InlineData("spot", "the bot trades 'spot' (trading_mode), expected futures", "trading_mode")]
    [InlineData("position adjustment", "position_adjustment_enable must be false", "position_adjustment_enable")]
    [InlineData("live", "the bot moves real money", "dry_run")]
    [InlineData("wrong token", "the bot refuses the token in Execution:Freqtrade:WebsocketToken at its message websocket (403)", "websocket")]
    public async Task It_is_named_and_everything_else_goes_on(string fault, string reason, string? check)
    {
        var clock = TimeProvider.System;
        var settings = new BotSettings { StopLoss = 0.25m, IsDryRun = fault != "live", TradingMode = fault == "spot" ? "spot" : "futures", PositionAdjustment = fault == "position adjustment" };
        await using var bot = await SimulatedBot.StartAsync(settings, new FixedVenue(clock), clock, TestContext.Current.CancellationToken);
        await using var service = await LiveService.StartAsync(
            $"--Execution:Freqtrade:Url={bot.Url}",
            $"--Execution:Freqtrade:Username={settings.Username}",
            $"--Execution:Freqtrade:Password={(fault == "wrong password" ? "a-wrong-password" : settings.Password)}",
            $"--Execution:Freqtrade:WebsocketToken={(fault == "wrong token" ? "a-wrong-token" : settings.WsToken)}");

        var health = await UntilAsync(service, reason);
        var checks = await GetAsync<AccountCheckView[]>(service, "/api/v1/execution/checks");

        var part = health.Parts.Single(part => part.Name == "freqtrade");
        Assert.Equal(check is null ? HealthLevels.Healthy : HealthLevels.Degraded, part.Level);
        Assert.DoesNotContain("a-wrong", part.Reason, StringComparison.Ordinal);
        Assert.Equal(check is null ? [] : [check], checks.Where(found => found.Verdict == CheckVerdicts.Wrong && found.Name != "stoploss_on_exchange").Select(found => found.Name));
        Assert.Equal(HealthLevels.Healthy, health.Parts.Single(part => part.Name == "database").Level);
        Assert.Equal((200, 200), (await service.StatusOfAsync("/api/v1/status"), await service.StatusOfAsync("/api/v1/feeds")));
    }

    private static async Task<HealthView> UntilAsync(LiveService service, string reason)
    {
        // The health is looked at anew every few seconds, and the websocket is tried beside it.
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        HealthView health;
        var looks = 0;
        do
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            health = await GetAsync<HealthView>(service, "/health");
        }
        while (!Freqtrade(health).Contains(reason, StringComparison.Ordinal) && ++looks < 300);

        Assert.Contains(reason, Freqtrade(health), StringComparison.Ordinal);
        return health;
    }

    private static string Freqtrade(HealthView health) => health.Parts.FirstOrDefault(part => part.Name == "freqtrade")?.Reason ?? "";

    private static async Task<T> GetAsync<T>(LiveService service, string path)
    {
        using var response = await service.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (await response.Content.ReadFromJsonAsync<T>(TestContext.Current.CancellationToken))!;
    }
}
