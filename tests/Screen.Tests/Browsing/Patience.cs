using Microsoft.Playwright;

namespace SqueezeFlow.Screen.Tests.Browsing;

/// <summary>How long something is waited for that is to come: bounds a hang, measures nothing.</summary>
internal static class Patience
{
    /// <summary>For whatever a busy machine may take its time for.</summary>
    public static TimeSpan Usual { get; } = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>What is expected of a part of a page within that time.</summary>
    public static ILocatorAssertions Expect(ILocator part)
    {
        Assertions.SetDefaultExpectTimeout((float)Usual.TotalMilliseconds);
        return Assertions.Expect(part);
    }

    /// <summary>Waits until something outside of a page is so.</summary>
    public static Task UntilAsync(Func<bool> isSo, string what) => UntilAsync(() => Task.FromResult(isSo()), what);

    /// <summary>The same where that has to be asked for.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, string what, TimeSpan? atMost = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(atMost ?? Usual);
        using var timer = new PeriodicTimer(Poll);
        try
        {
            while (!await isSo())
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"In vain awaited: {what}");
        }
    }
}
