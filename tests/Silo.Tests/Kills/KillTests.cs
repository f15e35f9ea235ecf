using System.Globalization;

namespace SqueezeFlow.Silo.Tests.Kills;

/// <summary>
/// A service that is killed (SIGKILL) at each point between intent and answer, and started again on the same SQLite file, trades each signal once and
/// forgets none. <c>SQUEEZEFLOW_KILLS</c> says how often each point is tried.
/// </summary>
public sealed class KillTests
{
    private const int AtOnce = 4;

    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("SQUEEZEFLOW_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 1;

    [Fact]
    public async Task Nothing_is_doubled_and_nothing_forgotten_wherever_the_service_is_killed()
    {
        using var room = new SemaphoreSlim(AtOnce);
        var runs = Enumerable.Range(0, Count).SelectMany(static i => Enum.GetValues<KillPoint>().Select(point => (Point: point, IsLate: (i + (int)point) % 2 == 1)));

        var problems = await Task.WhenAll(runs.Select(async run =>
        {
            await room.WaitAsync(TestContext.Current.CancellationToken);
            try
            {
                return await KillRun.RunAsync(run.Point, run.IsLate);
            }
            finally
            {
                room.Release();
            }
        }));

        var told = problems.SelectMany(static problem => problem).ToList();
        Assert.True(told.Count == 0, $"{told.Count} problems in {problems.Length} runs, two kills each:\n{string.Join('\n', told)}");
        TestContext.Current.TestOutputHelper!.WriteLine($"{problems.Length} runs, {problems.Length * 2} kills: 0 doubled, 0 forgotten");
    }
}
