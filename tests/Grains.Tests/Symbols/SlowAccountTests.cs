using SqueezeFlow.Core.Orders;
using SqueezeFlow.Grains.Tests.Execution;

namespace SqueezeFlow.Grains.Tests.Symbols;

/// <summary>An account that answers late, never, or with an error, while a live market trades on.</summary>
public sealed class SlowAccountTests(SymbolCluster cluster) : IClassFixture<SymbolCluster>
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    [Theory]
    [InlineData("LATE", "the account has not answered for")]
    [InlineData("HANGS", "the account has not answered for")]
    [InlineData("THROWS", "the account cannot be read: 401")]
    public async Task Trades_are_counted_at_once_and_no_bar_is_left_unevaluated(string coin, string missing)
    {
        var symbol = new TradedSymbol(cluster, coin);
        await symbol.BeginAsync();
        cluster.Gateway.OnAccount = AccountThat(coin);
        var ages = new List<TimeSpan>();
        var isSaid = false;
        for (var i = 0; i < 80; i++)
        {
            ages.Add(await symbol.TradeAsync());
            isSaid |= await IsSaidAsync();
            cluster.Clock.Advance(Beat);
        }

        // Each trade was seen to be counted before the clock went on, whatever the account did: it had 40 s of silence.
        TestContext.Current.TestOutputHelper!.WriteLine($"{coin}: age at the grain, longest {ages.Max()}, mean {ages.Average(age => age.TotalMilliseconds):0} ms");
        Assert.True(ages.Max() < Late, $"a trade waited {ages.Max()}");
        await symbol.UntilAsync(async () => isSaid || await IsSaidAsync());

        cluster.Gateway.OnAccount = static _ => Task.FromResult(ScriptedGateway.Money);
        var explained = await symbol.SettleAsync();
        Assert.InRange(symbol.Closes.Count, 4, 8);
        Assert.Equal(symbol.Closes, explained.Select(e => e!.BarCloseUnixMs));
        Assert.DoesNotContain(explained, e => e!.FirstFailure?.EndsWith("the bar waits for it", StringComparison.Ordinal) == true);
        Assert.DoesNotContain("the account", explained[^1]!.FirstFailure ?? "", StringComparison.Ordinal);

        async Task<bool> IsSaidAsync() =>
            (await symbol.Grain.ExplainAsync(null))?.FirstFailure is { } why
            && why.StartsWith(missing, StringComparison.Ordinal)
            && why.EndsWith("the bar waits for it", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bar_whose_result_cannot_be_kept_waits_and_is_decided_once()
    {
        var symbol = new TradedSymbol(cluster, "FULL");
        cluster.Gateway.OnAccount = static _ => Task.FromResult(ScriptedGateway.Money);
        await symbol.BeginWithBarsAsync();
        var position = cluster.Gateway.Hold("sqz-FULLUSDT-1-L", "FULL");
        cluster.State.FailsFor = "FULL";
        await symbol.TradeAsync(price: 80);
        await symbol.UntilAsync(() => Task.FromResult(cluster.State.Failures > 2));
        Assert.Equal(symbol.Closes.Last(), await symbol.Grain.NextReadyAsync());
        Assert.DoesNotContain(cluster.Screen.Given, signal => signal.BaseSymbol == "FULL");

        cluster.State.FailsFor = null;
        var explained = await symbol.SettleAsync();
        await symbol.UntilAsync(() => Task.FromResult(cluster.Gateway.Exits.Any(exit => exit.Tag == position.Tag)));
        await symbol.UntilAsync(async () => (await symbol.Grain.GetViewAsync()).PendingSignals == 0);

        Assert.Equal("CLOSE", explained[^1]!.Decision);
        Assert.Single(cluster.Screen.Given, signal => signal.BaseSymbol == "FULL");
        Assert.Equal(position.TradeId, Assert.Single(cluster.Gateway.Exits, exit => exit.Tag == position.Tag).TradeId);
    }

    [Fact]
    public async Task An_evaluation_that_is_asked_for_again_names_the_signal_that_waits_for_its_verdict()
    {
        var symbol = new TradedSymbol(cluster, "AGAIN");
        cluster.Gateway.OnAccount = static _ => Task.FromResult(ScriptedGateway.Money);
        await symbol.BeginWithBarsAsync();
        cluster.Gateway.Hold("sqz-AGAINUSDT-1-L", "AGAIN");
        cluster.Gateway.IsSilent = true;
        await symbol.TradeAsync(price: 80);
        await symbol.UntilAsync(async () => (await symbol.Grain.GetViewAsync()).PendingSignals == 1);
        var close = symbol.Closes.Last();

        // The bar has been taken: what the first answer said is lost to whoever did not get it.
        var first = await symbol.Grain.EvaluateAsync(close);
        Assert.Equal(cluster.Screen.Given.Last(signal => signal.BaseSymbol == "AGAIN").Id, Assert.Single(first));
        Assert.Empty(await symbol.Grain.EvaluateAsync(close - 1));
        cluster.Gateway.IsSilent = false;
        await symbol.UntilAsync(async () => (await symbol.Grain.GetViewAsync()).PendingSignals == 0);
        Assert.Empty(await symbol.Grain.EvaluateAsync(close));
    }

    private Func<CancellationToken, Task<Account>> AccountThat(string behaviour) => behaviour switch
    {
        "LATE" => token => AnswerAsync(Late, token),
        "HANGS" => token => AnswerAsync(Timeout.InfiniteTimeSpan, token),
        _ => static _ => throw new IOException("401 from the account"),
    };

    private async Task<Account> AnswerAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        await Task.Delay(wait, cluster.Clock, cancellationToken);
        return ScriptedGateway.Money;
    }
}
