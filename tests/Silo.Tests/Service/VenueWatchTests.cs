using SqueezeFlow.Silo.Service;
using SqueezeFlow.Silo.Tests.Api;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Silo.Tests.Service;

/// <summary>Who looks at the connections all the time.</summary>
public sealed class VenueWatchTests
{
    // The cluster cancels a call that waited too long for its place: no end of the watch, which would end the process.
    [Theory]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(SiloUnavailableException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task A_look_that_fails_ends_no_watch(Type failure)
    {
        var (flow, clock) = (new FakeFlow { FeedsFailure = (Exception)Activator.CreateInstance(failure)! }, new ManualClock());
        using var watch = new VenueWatch(flow, clock);
        await watch.StartAsync(TestContext.Current.CancellationToken);
        await UntilAsync(clock, () => flow.FeedsAsked > 0);

        flow.FeedsFailure = null;
        await UntilAsync(clock, () => watch.Read().Any(venue => venue.IsRead));

        Assert.Contains(watch.Read(), venue => venue.IsRead);
        await watch.StopAsync(CancellationToken.None);
    }

    private static async Task UntilAsync(ManualClock clock, Func<bool> isSo)
    {
        for (var i = 0; i < 500 && !isSo(); i++)
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
