using SqueezeFlow.Storage.Spool;
using SqueezeFlow.Storage.Spool.Sending;
using static SqueezeFlow.Storage.Tests.Spool.SpoolText;

namespace SqueezeFlow.Storage.Tests.Spool;

public sealed class SendingTests
{
    [Fact]
    public async Task What_is_appended_is_sent_in_order_one_batch_at_a_time_neighbours_of_one_policy_together()
    {
        await using var bench = new SpoolBench(configure: options => options.MaxBatchPoints = 10);
        await bench.AppendAsync(Batch("a", 0, 4), Batch("a", 4, 4));
        await bench.AppendAsync(Batch("a", 8, 4), Batch("b", 12, 2));
        await bench.AppendAsync(Batch("b", 14, 1), Batch("a", 15, 1));

        await bench.StartAsync();
        await bench.DrainAsync();

        Assert.Equal(["a 8", "a 4", "b 3", "a 1"], bench.Target.Calls.Select(call => $"{call.Policy} {call.Points}"));
        Assert.Equal([.. Lines("a", 0, 12), .. Lines("b", 12, 3), .. Lines("a", 15, 1)], bench.Target.Taken);
        Assert.Equal([(0, 7), (8, 11), (12, 14), (15, 15)], bench.Target.AcceptedBatches.Select(batch => (batch.FirstUnixMs, batch.LastUnixMs)));
        Assert.Equal(1, bench.Target.MostCallsAtOnce);
        Assert.Equal((0, 0, 0, 16), (bench.Status.PendingBatches, bench.Status.PendingPoints, bench.Status.PendingBytes, bench.Status.SentPoints));
    }

    [Fact]
    public async Task A_batch_beyond_the_bound_is_sent_in_parts()
    {
        await using var bench = new SpoolBench(configure: options => options.MaxBatchPoints = 10);
        await bench.StartAsync();

        await bench.AppendAsync(Batch("a", 0, 25));
        await bench.DrainAsync();

        Assert.Equal([10, 10, 5], bench.Target.Calls.Select(call => call.Points));
        Assert.Equal(Lines("a", 0, 25), bench.Target.Taken);
    }

    [Fact]
    public async Task A_store_that_is_away_is_tried_with_growing_waits_and_nobody_who_appends_waits_for_it()
    {
        await using var bench = new SpoolBench();
        bench.Target.Say(SendVerdict.Unreachable, "connection refused");
        await bench.StartAsync();
        await bench.AppendAsync(Batch("a", 0, 3));

        for (var i = 1; i < 16; i++)
        {
            var appended = bench.AppendAsync(Batch("a", i * 3, 3));
            await appended;
            await bench.Clock.PassWaitAsync();
        }

        await bench.Clock.SeeWaitAsync();
        var during = bench.Status;
        bench.Target.Say(SendVerdict.Taken);
        bench.Clock.Advance(Retry.LongestWait);
        await bench.UntilAsync(status => status.PendingPoints == 0);

        Assert.Equal((false, "connection refused", 48L, 16L), (during.IsReachable, during.LastError, during.PendingPoints, during.Failures));
        Assert.NotNull(during.FailingSince);
        Assert.True(during.OldestSeconds >= 15 * 30, $"{during.OldestSeconds} s");
        Assert.InRange(bench.Clock.Waits.First(), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Equal(Retry.LongestWait, bench.Clock.Waits.Max());
        Assert.Equal(Lines("a", 0, 48), bench.Target.Taken);
        Assert.Equal((true, null, 0.0), (bench.Status.IsReachable, bench.Status.FailingSince, bench.Status.OldestSeconds));
        Assert.Collection(
            bench.Log.All,
            line => Assert.Contains("connection refused", line, StringComparison.Ordinal),
            line => Assert.Contains("again, after 480 s", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_batch_is_forgotten_only_when_its_acceptance_was_noted()
    {
        await using var bench = new SpoolBench();
        bench.Target.Accept = static (_, _) => throw new IOException("the ledger is away");
        await bench.StartAsync();
        await bench.AppendAsync(Batch("a", 0, 3));
        await bench.Clock.SeeWaitAsync();
        var during = bench.Status;

        bench.Target.Accept = static (_, _) => Task.CompletedTask;
        bench.Clock.Advance(Retry.LongestWait);
        await bench.UntilAsync(status => status.PendingPoints == 0);

        Assert.Equal((3L, false, "the ledger is away"), (during.PendingPoints, during.IsReachable, during.LastError));
        Assert.Single(bench.Target.Calls);
        Assert.Single(bench.Target.AcceptedBatches);
    }

    [Fact]
    public async Task A_target_that_throws_loses_nothing()
    {
        await using var bench = new SpoolBench();
        bench.Target.Answer = static (_, _) => throw new InvalidOperationException("a bug");
        await bench.StartAsync();
        await bench.AppendAsync(Batch("a", 0, 3));
        await bench.Clock.SeeWaitAsync();
        var words = bench.Status.LastError;

        bench.Target.Say(SendVerdict.Taken);
        bench.Clock.Advance(Retry.LongestWait);
        await bench.UntilAsync(status => status.PendingPoints == 0);

        Assert.Equal("InvalidOperationException: a bug", words);
        Assert.Equal(Lines("a", 0, 3), bench.Target.Taken);
    }

    [Fact]
    public async Task The_rate_is_that_of_the_last_ten_seconds()
    {
        await using var bench = new SpoolBench();
        await bench.StartAsync();
        await bench.AppendAsync(Batch("a", 0, 300));
        await bench.DrainAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        await bench.AppendAsync(Batch("a", 300, 200));
        await bench.DrainAsync();

        var rate = bench.Status.PointsPerSecond;
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        var later = bench.Status.PointsPerSecond;
        bench.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal((50, 20, 0), (rate, later, bench.Status.PointsPerSecond));
        Assert.Equal(bench.Clock.GetUtcNow().AddSeconds(-10), bench.Status.LastSuccessAt);
    }

    [Fact]
    public async Task Segments_go_when_all_of_them_was_taken()
    {
        await using var bench = new SpoolBench(configure: options => options.SegmentBytes = 4_096);
        for (var i = 0; i < 40; i++)
        {
            await bench.AppendAsync(Batch("a", i * 100, 100));
        }

        Assert.InRange(bench.Segments.Length, 5, 20);
        Assert.Equal(bench.Status.FileBytes, bench.Segments.Sum(file => new FileInfo(file).Length));
        await bench.StartAsync();
        await bench.DrainAsync();

        Assert.Single(bench.Segments);
        Assert.Equal(Lines("a", 0, 4_000), bench.Target.Taken);
    }
}
