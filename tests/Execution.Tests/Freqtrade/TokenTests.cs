using SqueezeFlow.Execution.Tests.Freqtrade.Scripted;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

/// <summary>Bearer tokens are refreshed ahead of their end, by one at a time, and nobody is held up by that.</summary>
public sealed class TokenTests
{
    private static readonly (string, string) Token = ("Execution:Freqtrade:Authentication", "Token");

    [Fact]
    public async Task Bursts_across_the_ends_of_many_tokens_sign_in_once_and_are_never_refused()
    {
        await using var bench = await ScriptedBench.StartAsync(Token);
        var tokens = ScriptedTokens.Of(bench);

        for (var step = 0; step < 120; step++)
        {
            await BurstAsync(bench);
            bench.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        // An hour, a refresh each twelve minutes.
        Assert.Equal((1, 4, 0, 1200), (tokens.Logins, tokens.Refreshes, tokens.Refused, tokens.Taken));
    }

    [Fact]
    public async Task A_token_that_ended_while_nobody_called_is_refreshed_before_the_next_call()
    {
        await using var bench = await ScriptedBench.StartAsync(Token);
        var tokens = ScriptedTokens.Of(bench);
        await CallAsync(bench);
        bench.Clock.Advance(TimeSpan.FromHours(2));

        await BurstAsync(bench);

        Assert.Equal((1, 1, 0), (tokens.Logins, tokens.Refreshes, tokens.Refused));
    }

    [Fact]
    public async Task While_a_token_is_refreshed_nobody_waits_who_holds_one_that_lives()
    {
        await using var bench = await ScriptedBench.StartAsync(Token);
        var tokens = ScriptedTokens.Of(bench);
        await CallAsync(bench);
        bench.Clock.Advance(TimeSpan.FromSeconds(721));
        tokens.IsSilent = true;

        var refreshing = CallAsync(bench);
        await tokens.UntilHeldAsync();
        await BurstAsync(bench);
        var isHeld = !refreshing.IsCompleted;
        tokens.IsSilent = false;
        bench.Clock.Advance(TimeSpan.FromSeconds(10));
        await refreshing;

        Assert.True(isHeld);
        Assert.Equal((1, 1, 12), (tokens.Logins, tokens.Refreshes, tokens.Taken));
    }

    [Theory]
    [InlineData(500, "Internal Server Error")]
    [InlineData(502, "<html>Bad Gateway</html>")]
    [InlineData(200, "{\"access_token\":")]
    [InlineData(200, "{}")]
    public async Task A_refresh_that_fails_costs_nothing_while_the_token_lives_and_is_tried_again(int status, string body)
    {
        await using var bench = await ScriptedBench.StartAsync(Token);
        var tokens = ScriptedTokens.Of(bench);
        await CallAsync(bench);
        bench.Clock.Advance(TimeSpan.FromSeconds(721));
        tokens.Fault = (status, body);

        await BurstAsync(bench);
        var once = tokens.Refreshes;
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        await BurstAsync(bench);

        Assert.Equal((1, 2, 1, 0), (once, tokens.Refreshes, tokens.Logins, tokens.Refused));
    }

    [Fact]
    public async Task A_token_that_cannot_be_refreshed_is_used_to_its_end_and_no_longer()
    {
        await using var bench = await ScriptedBench.StartAsync(Token);
        var tokens = ScriptedTokens.Of(bench);
        await CallAsync(bench);
        bench.Clock.Advance(TimeSpan.FromSeconds(898));
        tokens.Fault = (500, "no");
        await CallAsync(bench);

        bench.Clock.Advance(TimeSpan.FromSeconds(2));
        await CallAsync(bench);

        Assert.Equal((2, 0, 3), (tokens.Refreshes, tokens.Refused, tokens.Taken));
    }

    [Fact]
    public async Task A_refresh_that_is_refused_signs_in_again()
    {
        await using var bench = await ScriptedBench.StartAsync(Token);
        var tokens = ScriptedTokens.Of(bench);
        await CallAsync(bench);
        tokens.Withdraw();
        bench.Clock.Advance(TimeSpan.FromSeconds(721));

        await CallAsync(bench);

        Assert.Equal((2, 1, 0), (tokens.Logins, tokens.Refreshes, tokens.Refused));
    }

    private static async Task CallAsync(ScriptedBench bench) =>
        Assert.Empty(await bench.Gateway.GetOpenPositionsAsync(TestContext.Current.CancellationToken));

    private static Task BurstAsync(ScriptedBench bench) => Task.WhenAll(Enumerable.Range(0, 10).Select(_ => CallAsync(bench)));
}
