using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Notifications.Tests.Doubles;

/// <summary>Waits for what comes about beside the test.</summary>
internal static class Until
{
    private const int MostLooks = 3_000;

    /// <summary>Looks until it is so, 10 ms apart.</summary>
    public static Task IsSoAsync(Func<bool> isSo, string what) => IsSoAsync(isSo, what, static () => { });

    /// <summary>Moves the clock a step after each look, until it is so.</summary>
    public static Task IsSoAsync(Func<bool> isSo, string what, ManualClock clock, TimeSpan step) => IsSoAsync(isSo, what, () => clock.Advance(step));

    private static async Task IsSoAsync(Func<bool> isSo, string what, Action between)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        for (var i = 0; i < MostLooks; i++)
        {
            if (isSo())
            {
                return;
            }

            between();
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"not so after {MostLooks} looks: {what}");
    }
}
