using SqueezeFlow.SystemTests.Processes;

namespace SqueezeFlow.SystemTests;

/// <summary>Every mode is told to stop while it works, or while venues and account hang.</summary>
public sealed class StopTests
{
    private const string Overdue = "the stop is not over";

    [Fact]
    public async Task Live_feeds_end_when_they_are_told_to_whatever_venues_and_account_do()
    {
        using var venue = new SilentPeer();
        using var bot = new SilentPeer();
        using var data = new DataDirectory();
        await using var service = Service.StartLive(data,
        [
            new("Feeds:Exchanges", "BINANCE,OKX,DERIBIT"),
            .. Addresses("BINANCE", venue.Address),
            .. Addresses("OKX", venue.Address),
            .. Addresses("DERIBIT", "127.0.0.1:1"),
            new("Execution:Freqtrade:Url", $"http://{bot.Address}"),
            new("Execution:Freqtrade:Username", "trader"),
            new("Execution:Freqtrade:Password", "not a secret"),
        ]);
        await service.WaitForLogAsync("answers at");
        var unanswered = service.AskInVainAsync("/api/v1/positions");

        await service.Process.TerminateAsync();
        var finished = await service.Process.WaitAsync();

        await unanswered;
        finished.AssertDone();
        Assert.DoesNotContain(Overdue, finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_told_to_stop_has_counted_all_that_its_venues_sent()
    {
        using var data = new DataDirectory();
        await using var service = Service.StartDemo(data, "--symbols", "2");
        await service.WaitUntilAsync("/api/v1/status", status => (long)status["trades"]! > 5_000);

        await service.Process.TerminateAsync();
        var finished = await service.Process.WaitAsync();

        finished.AssertDone();
        Assert.DoesNotContain("lost its connection", finished.Error, StringComparison.Ordinal);
        Assert.All(finished.LastLine["markets"]!.AsArray(), market => Assert.Equal((long)market!["generated"]!, (long)market["trades"]!));
    }

    [Fact]
    public async Task A_market_taken_away_from_a_demo_freezes_no_other_and_is_judged_up_to_then()
    {
        using var data = new DataDirectory();
        await using var service = Service.StartDemo(data, "--symbols", "3", "--speed", "300");
        await service.WaitUntilAsync("/api/v1/symbols/BTC", symbol => symbol["evaluatedAt"] is not null);

        await service.DeleteMarketAsync("BINANCE:btcusdt");
        var at = (await service.ReadAsync("/api/v1/symbols/ETH"))["marketTime"]!.GetValue<DateTimeOffset>();

        foreach (var symbol in (string[])["BTC", "ETH"])
        {
            await service.WaitUntilAsync($"/api/v1/symbols/{symbol}", view => view["evaluatedAt"]!.GetValue<DateTimeOffset>() > at.AddMinutes(30));
        }

        await service.Process.TerminateAsync();
        var markets = (await service.Process.WaitAsync()).AssertDone().LastLine["markets"]!.AsArray();
        var removed = Assert.Single(markets, market => market!["removedAfter"] is not null)!;
        Assert.Equal("BINANCE:btcusdt", (string?)removed["market"]);
        Assert.True((long)removed["trades"]! > 0 && removed["removedAfter"]!.GetValue<DateTimeOffset>() < at.AddMinutes(10), removed.ToJsonString());
        Assert.All(markets, market => Assert.Equal((long)market!["generated"]!, (long)market["trades"]!));
    }

    private static KeyValuePair<string, string?>[] Addresses(string exchange, string peer) =>
        [new($"Exchanges:{exchange}:Stream", $"ws://{peer}/ws"), new($"Exchanges:{exchange}:Rest", $"http://{peer}")];
}
