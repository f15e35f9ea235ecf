namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>The executor looks at its account when it is told to, not only at its own pace.</summary>
public sealed class LookTests(ExecutorCluster cluster) : IClassFixture<ExecutorCluster>
{
    [Fact]
    public async Task Its_health_tells_the_limits_of_entries()
    {
        var limits = (await cluster.Executor.GetHealthAsync()).Limits!;

        Assert.Equal((200m, 2, 1), (limits.StakeUsd, limits.MaxOpenPositions, limits.MaxPositionsPerSymbol));
        Assert.Empty(limits.CoolDowns!);
    }

    [Fact]
    public async Task A_position_of_others_is_seen_as_soon_as_the_account_has_something_to_tell()
    {
        // The first look has been: without a word the next one is half a minute away.
        await cluster.Executor.EnsureAsync();
        await UntilAsync(static reads => reads > 0);
        cluster.Gateway.Hold("by hand", "BTC");

        await cluster.Executor.LookAsync();

        await UntilAsync(async () => (await cluster.Executor.GetHealthAsync()).Foreign == 1);
    }

    private Task UntilAsync(Func<int, bool> hasRead) => UntilAsync(() => Task.FromResult(hasRead(cluster.Gateway.OpenReads)));

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var i = 0; i < 500; i++)
        {
            if (await isSo())
            {
                return;
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        Assert.Fail("it was not so in 500 looks 20 ms apart");
    }
}
