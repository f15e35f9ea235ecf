using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>Whatever the account does, nobody who calls the executor waits longer than a call between grains may take, or gets an exception.</summary>
public sealed class SlowCallsTests(ExecutorCluster cluster) : IClassFixture<ExecutorCluster>, IDisposable
{
    /// <summary>What a test that failed has left must not fail the next.</summary>
    public void Dispose()
    {
        cluster.Gateway.OnAccount = static _ => Task.FromResult(ScriptedGateway.Money);
        (cluster.Gateway.ReadFailure, cluster.Gateway.IsSilent) = (null, false);
    }

    [Fact]
    public async Task An_account_that_hangs_is_a_sentence_in_every_answer()
    {
        cluster.Gateway.OnAccount = static async token =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            throw new InvalidOperationException("never");
        };

        var portfolio = cluster.Executor.GetPortfolioAsync("BTC", []);
        var positions = cluster.Executor.GetPositionsAsync(5);
        var health = cluster.Executor.GetHealthAsync();
        var account = cluster.Executor.GetAccountAsync();

        Assert.StartsWith("the account has not answered for", (await portfolio).Problem, StringComparison.Ordinal);
        Assert.StartsWith("the account has not answered for", (await positions).Problem, StringComparison.Ordinal);
        Assert.StartsWith("the account has not answered for", (await health).Problem, StringComparison.Ordinal);
        Assert.Null(await account);
        cluster.Gateway.OnAccount = static _ => Task.FromResult(ScriptedGateway.Money);
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(HttpRequestException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task Whatever_an_account_throws_is_a_sentence_in_every_answer(Type failure)
    {
        cluster.Gateway.ReadFailure = (Exception)Activator.CreateInstance(failure, "401 from the account")!;

        var closed = await cluster.Executor.CloseAsync("99");
        var (portfolio, positions) = (await cluster.Executor.GetPortfolioAsync("BTC", []), await cluster.Executor.GetPositionsAsync(5));
        var (health, account) = (await cluster.Executor.GetHealthAsync(), await cluster.Executor.GetAccountAsync());
        cluster.Gateway.ReadFailure = null;

        const string Problem = "the account cannot be read: 401 from the account";
        Assert.Equal((Problem, Problem, Problem, null), (portfolio.Problem, positions.Problem, health.Problem, account));
        Assert.Equal((OrderVerdict.Unavailable, "401 from the account"), (closed.Verdict, closed.Reason));
    }

    [Fact]
    public async Task Closing_by_hand_outlasts_its_caller_and_holds_up_nobody()
    {
        var position = cluster.Gateway.Hold("by hand", "SLOW");
        cluster.Gateway.IsSilent = true;
        var closing = cluster.Executor.CloseAsync(position.TradeId);

        await cluster.Executor.SubmitAsync(ExecutorCluster.Entry("OLD", TimeSpan.FromHours(1)));
        var (portfolio, answer) = (await cluster.Executor.GetPortfolioAsync("SLOW", []), await closing);
        cluster.Gateway.IsSilent = false;

        Assert.Equal((OrderVerdict.Unknown, "the account has not answered for 4 s; the order goes on"), (answer.Verdict, answer.Reason));
        Assert.Empty(portfolio.Positions);
        Assert.Equal($"a position of SLOW is open that is not ours: trade {position.TradeId}, tag 'by hand'", portfolio.Foreign);
        Assert.Equal("manual", Assert.Single(cluster.Gateway.Exits).Reason);
    }

    [Fact]
    public async Task Closing_what_is_not_open_is_refused()
    {
        var answer = await cluster.Executor.CloseAsync("4711");

        Assert.Equal((OrderVerdict.Refused, "no open position has the id 4711"), (answer.Verdict, answer.Reason));
    }
}
