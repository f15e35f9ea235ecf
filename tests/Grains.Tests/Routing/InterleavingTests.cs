namespace SqueezeFlow.Grains.Tests.Routing;

/// <summary>Feeds, router, symbols and whoever drains, in thousands of orders.</summary>
public sealed class InterleavingTests
{
    private const int Runs = 1_000;

    /// <summary>What was handed in before a drain began is counted when it ends; at the end everything is, once and in order.</summary>
    [Fact]
    public async Task No_drain_is_overtaken_and_nothing_is_lost_or_counted_twice()
    {
        for (var seed = 0; seed < Runs; seed++)
        {
            await using var run = new Interleaving(seed);
            await run.RunAsync(TestContext.Current.CancellationToken);

            Assert.True(run.Overtaken.Count == 0, $"seed {seed}: {string.Join("; ", run.Overtaken)}");
            Assert.True(run.Wrong.Count == 0, $"seed {seed}: {string.Join("; ", run.Wrong)}");
        }
    }
}
