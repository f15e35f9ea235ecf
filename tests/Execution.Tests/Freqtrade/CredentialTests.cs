using SqueezeFlow.Core.Orders;
using SqueezeFlow.Simulation.Freqtrade;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

public sealed class CredentialTests
{
    private static readonly (string, string) Token = ("Execution:Freqtrade:Authentication", "Token");

    [Fact]
    public async Task A_wrong_password_sends_nothing_and_says_so()
    {
        await using var bench = await Bench.StartAsync(("FREQTRADE_API_PASSWORD", "wrong"));

        var result = await bench.EnterAsync();
        var status = await bench.Monitor.CheckAsync(TestContext.Current.CancellationToken);

        Assert.Equal(OrderVerdict.Unavailable, result.Verdict);
        Assert.Empty(bench.Bot.Books.Trades);
        Assert.Contains("Unauthorized", Assert.Single(status.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_burst_signs_in_once()
    {
        await using var bench = await Bench.StartAsync(Token);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => bench.Gateway.GetOpenPositionsAsync(TestContext.Current.CancellationToken)));

        Assert.Equal(1, bench.Bot.Tokens.Logins);
    }

    [Fact]
    public async Task A_token_is_refreshed_at_four_fifths_of_its_life()
    {
        await using var bench = await Bench.StartAsync(Token);
        await bench.Gateway.GetOpenPositionsAsync(TestContext.Current.CancellationToken);

        bench.Clock.Advance(TimeSpan.FromSeconds(719));
        await bench.Gateway.GetOpenPositionsAsync(TestContext.Current.CancellationToken);
        var before = bench.Bot.Tokens.Refreshes;
        bench.Clock.Advance(TimeSpan.FromSeconds(2));
        await bench.Gateway.GetOpenPositionsAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, 1, 1), (before, bench.Bot.Tokens.Refreshes, bench.Bot.Tokens.Logins));
    }

    [Fact]
    public async Task Tokens_withdrawn_in_a_burst_cost_one_new_sign_in_and_no_call()
    {
        await using var bench = await Bench.StartAsync(Token);
        await bench.Gateway.GetOpenPositionsAsync(TestContext.Current.CancellationToken);
        bench.Bot.Tokens.Withdraw();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => bench.Gateway.GetOpenPositionsAsync(TestContext.Current.CancellationToken)));

        Assert.Equal(2, bench.Bot.Tokens.Logins);
    }

    [Fact]
    public async Task An_entry_whose_token_was_withdrawn_is_sent_once_more_and_opens_once()
    {
        await using var bench = await Bench.StartAsync(Token);
        await bench.Gateway.GetOpenPositionsAsync(TestContext.Current.CancellationToken);
        bench.Bot.Tokens.Withdraw();

        var result = await bench.EnterAsync();

        Assert.Equal(OrderVerdict.Filled, result.Verdict);
        Assert.Single(bench.Bot.Books.Trades);
    }

    [Fact]
    public async Task When_signing_in_fails_nothing_was_sent()
    {
        await using var bench = await Bench.StartAsync(Token);
        bench.Bot.Faults.Add("token/login", BotFault.Error, times: 2);

        var result = await bench.EnterAsync();

        Assert.Equal(OrderVerdict.Unavailable, result.Verdict);
        Assert.Equal(0, bench.Bot.Counts.Of("POST forceenter"));
    }
}
