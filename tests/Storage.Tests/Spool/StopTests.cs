using SqueezeFlow.Storage.Spool;
using static SqueezeFlow.Storage.Tests.Spool.SpoolText;

namespace SqueezeFlow.Storage.Tests.Spool;

public sealed class StopTests
{
    [Fact]
    public async Task A_stop_sends_what_waits()
    {
        await using var bench = new SpoolBench(configure: options => options.MaxBatchPoints = 1);
        await bench.AppendAsync(Batch("a", 0, 200));
        await bench.StartAsync();
        await bench.Target.NextCallAsync();

        await bench.StopAsync();

        Assert.Equal(Lines("a", 0, 200), bench.Target.Taken);
    }

    [Fact]
    public async Task A_stop_leaves_a_store_that_hangs_when_its_time_is_over_and_the_rest_follows_at_the_next_start()
    {
        await using var bench = new SpoolBench();
        await using (var first = new SpoolBench(bench.Options.Directory))
        {
            first.Target.Answer = static async (_, stop) =>
            {
                await Task.Delay(Timeout.Infinite, stop);
                return default;
            };
            await first.AppendAsync(Batch("a", 0, 3));
            await first.StartAsync();
            await first.Target.NextCallAsync();

            var stopping = first.StopAsync();
            Assert.False(stopping.IsCompleted);
            first.Clock.Advance(SpoolBench.StopTimeout);
            await stopping;

            Assert.Equal([$"3 points wait in {first.Options.Directory}; they are sent after the next start"], first.Log.All);
        }

        await using var second = new SpoolBench(bench.Options.Directory);
        await second.StartAsync();
        await second.DrainAsync();
        Assert.Equal(Lines("a", 0, 3), second.Target.Taken);
        await second.StopAsync();
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_a_store_that_is_away()
    {
        await using var bench = new SpoolBench();
        bench.Target.Say(SendVerdict.Unreachable, "away");
        await bench.AppendAsync(Batch("a", 0, 3));
        await bench.StartAsync();
        await bench.Clock.SeeWaitAsync();

        await bench.StopAsync();

        Assert.Equal(3, bench.Status.PendingPoints);
    }

    [Fact]
    public async Task A_stop_of_a_spool_in_which_nothing_waits_is_silent()
    {
        await using var bench = new SpoolBench();
        await bench.StartAsync();
        await bench.AppendAsync(Batch("a", 0, 3));
        await bench.DrainAsync();

        await bench.StopAsync();

        Assert.Empty(bench.Log.All);
    }
}
