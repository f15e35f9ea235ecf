using SqueezeFlow.Storage.Spool;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;
using static SqueezeFlow.Storage.Tests.Spool.SpoolText;

namespace SqueezeFlow.Storage.Tests.Spool;

public sealed class DrainTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Nothing_that_waits_is_drained_at_once()
    {
        await using var bench = new SpoolBench();

        await bench.Spool.DrainedAsync(bench.Spool.Written, TimeSpan.Zero, Token);

        Assert.Equal(0, bench.Status.PendingPoints);
    }

    [Fact]
    public async Task It_waits_for_what_was_appended_before_and_for_nothing_else()
    {
        using var gate = new SemaphoreSlim(0);
        await using var bench = await StartAsync(gate);
        await bench.AppendAsync(Batch("a", 0, 1));
        await bench.AppendAsync(Batch("a", 1, 1));

        var drained = bench.Spool.DrainedAsync(bench.Spool.Written, Patience, Token);
        await bench.AppendAsync(Batch("a", 2, 1));
        gate.Release();
        await bench.UntilAsync(status => status.PendingPoints == 2);
        Assert.False(drained.IsCompleted);
        gate.Release();

        await drained.WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Equal(1, bench.Status.PendingPoints);
    }

    [Fact]
    public async Task Up_to_a_mark_what_came_after_it_is_not_waited_for()
    {
        using var gate = new SemaphoreSlim(0);
        await using var bench = await StartAsync(gate);
        var nothing = bench.Spool.DrainedAsync(0, Patience, Token);
        await bench.AppendAsync(Batch("a", 0, 1));
        var mark = bench.Spool.Written;
        await bench.AppendAsync(Batch("a", 1, 1));

        var drained = bench.Spool.DrainedAsync(mark, Patience, Token);
        var isEarly = drained.IsCompleted;
        gate.Release();

        await drained.WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Equal((true, false, 1), (nothing.IsCompletedSuccessfully, isEarly, bench.Status.PendingPoints));
    }

    [Fact]
    public async Task What_an_earlier_run_has_left_is_waited_for_whatever_the_mark()
    {
        await using var first = new SpoolBench();
        await first.AppendAsync(Batch("a", 0, 3));
        await first.CrashAsync();
        await using var bench = new SpoolBench(first.Options.Directory);
        var answer = new TaskCompletionSource<SendResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Target.Answer = (_, _) => answer.Task;
        await bench.StartAsync();

        var drained = bench.Spool.DrainedAsync(0, Patience, Token);
        await bench.Target.NextCallAsync();
        var isEarly = drained.IsCompleted;
        answer.SetResult(default);

        await drained.WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.False(isEarly);
    }

    [Fact]
    public async Task A_store_that_is_known_to_be_away_is_told_at_once_with_its_words()
    {
        await using var bench = new SpoolBench();
        bench.Target.Say(SendVerdict.Unreachable, "401 wrong password");
        await bench.StartAsync();
        await bench.AppendAsync(Batch("a", 0, 7));
        await bench.Clock.SeeWaitAsync();

        var fault = await Assert.ThrowsAsync<IOException>(() => bench.Spool.DrainedAsync(bench.Spool.Written, Patience, Token));

        Assert.Equal($"The store is away (its last words: 401 wrong password); 7 points wait in {bench.Options.Directory} and follow.", fault.Message);
    }

    [Fact]
    public async Task Whoever_waits_when_the_store_goes_away_is_told_then()
    {
        await using var bench = new SpoolBench();
        var answer = new TaskCompletionSource<SendResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Target.Answer = (_, _) => answer.Task;
        await bench.StartAsync();
        await bench.AppendAsync(Batch("a", 0, 7));
        await bench.Target.NextCallAsync();
        var drained = bench.Spool.DrainedAsync(bench.Spool.Written, Patience, Token);

        answer.SetResult(new(SendVerdict.Unreachable, "503"));

        var fault = await Assert.ThrowsAsync<IOException>(() => drained.WaitAsync(TimeSpan.FromSeconds(30), Token));
        Assert.Contains("is away (its last words: 503)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_slow_is_behind_when_the_time_is_over()
    {
        await using var bench = new SpoolBench();
        bench.Target.Answer = static async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return default;
        };
        await bench.StartAsync();
        await bench.AppendAsync(Batch("a", 0, 7));
        await bench.Target.NextCallAsync();
        var drained = bench.Spool.DrainedAsync(bench.Spool.Written, Patience, Token);
        Assert.False(drained.IsCompleted);

        bench.Clock.Advance(Patience);

        var fault = await Assert.ThrowsAsync<IOException>(() => drained.WaitAsync(TimeSpan.FromSeconds(30), Token));
        Assert.Equal($"The store is behind after 300 s; 7 points wait in {bench.Options.Directory} and follow.", fault.Message);
    }

    [Fact]
    public async Task Refused_lines_are_waited_for_no_longer()
    {
        await using var bench = new SpoolBench();
        bench.Target.Say(SendVerdict.Refused, "no");
        await bench.StartAsync();

        await bench.AppendAsync(Batch("a", 0, 3));
        await bench.DrainAsync();

        Assert.Equal((3, 0), (bench.Status.DeadLetteredPoints, bench.Status.SentPoints));
    }

    [Fact]
    public async Task After_the_stop_nobody_waits()
    {
        await using var bench = new SpoolBench();
        bench.Target.Say(SendVerdict.Unreachable, "gone");
        await bench.StartAsync();
        await bench.AppendAsync(Batch("a", 0, 3));
        await bench.Clock.SeeWaitAsync();
        bench.Spool.EndSending();

        var fault = await Assert.ThrowsAsync<IOException>(() => bench.Spool.DrainedAsync(bench.Spool.Written, Patience, Token));

        Assert.Contains("is not sent to any more", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_call_can_be_cancelled()
    {
        await using var bench = new SpoolBench();
        await bench.AppendAsync(Batch("a", 0, 3));
        using var stop = new CancellationTokenSource();
        var drained = bench.Spool.DrainedAsync(bench.Spool.Written, Patience, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => drained.WaitAsync(TimeSpan.FromSeconds(30), Token));
    }

    // A store that takes a point each time the gate is released.
    private static async Task<SpoolBench> StartAsync(SemaphoreSlim gate)
    {
        var bench = new SpoolBench(configure: options => options.MaxBatchPoints = 1);
        bench.Target.Answer = async (_, stop) =>
        {
            await gate.WaitAsync(stop);
            return default;
        };
        await bench.StartAsync();
        return bench;
    }
}
