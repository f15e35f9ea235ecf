using SqueezeFlow.Storage.Spool;
using static SqueezeFlow.Storage.Tests.Spool.SpoolText;

namespace SqueezeFlow.Storage.Tests.Spool;

public sealed class FullSpoolTests
{
    private const int Segment = 4_096;
    private const int Most = 4 * Segment;

    [Fact]
    public async Task A_full_spool_drops_its_oldest_segment_whole_and_keeps_what_the_target_answers()
    {
        await using var bench = Full();
        bench.Target.Instead = static dropped => [Batch("loss", (int)dropped[0].FirstUnixMs, [$"lost {dropped.Sum(batch => batch.Points)}"])];

        var appended = await OverfillAsync(bench, 30);

        var status = bench.Status;
        string[] dropped = [.. bench.Target.DroppedLines];
        Assert.NotEmpty(dropped);
        Assert.Equal(Lines("a", 0, dropped.Length), dropped);
        Assert.Equal((dropped.Length, true), (status.DroppedPoints, status.IsDropping));
        Assert.InRange(status.FileBytes, Most / 2, Most);
        Assert.Equal(status.FileBytes, bench.Segments.Sum(file => new FileInfo(file).Length));
        Assert.Single(bench.Log.All, line => line.Contains("is full: the oldest points are dropped unsent", StringComparison.Ordinal));

        await bench.StartAsync();
        await bench.DrainAsync();
        await bench.StopAsync();

        Assert.Equal(Lines("a", dropped.Length, appended - dropped.Length), bench.Target.Taken.Where(line => line[0] == 'a'));
        Assert.Equal(dropped.Length, bench.Target.Taken.Where(line => line[0] == 'l').Sum(line => int.Parse(line[5..], null)));
        Assert.False(bench.Status.IsDropping);
        Assert.Contains($"has room again; {dropped.Length} points were dropped unsent since the start", bench.Log.All.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_segment_that_the_disk_cannot_read_goes_too_and_what_is_new_has_its_place()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a file whose reading fails");
        await using var bench = Full();
        await bench.AppendAsync(Batch("a", 0, 100));
        await bench.AppendAsync(Batch("a", 100, 100));
        var oldest = bench.Segments[0];
        File.Delete(oldest);
        File.CreateSymbolicLink(oldest, "/proc/self/mem");

        await OverfillAsync(bench, 30, from: 200);

        Assert.False(File.Exists(oldest));
        Assert.Equal(1, bench.Status.DamagedStretches);
        Assert.True(bench.Status.DroppedPoints >= 100, $"{bench.Status}");
        Assert.Null(bench.Status.DiskError);
    }

    [Fact]
    public async Task The_segment_of_which_a_batch_is_being_sent_stays_and_the_next_oldest_goes()
    {
        await using var bench = Full();
        var answer = new TaskCompletionSource<SendResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Target.Answer = (_, _) => answer.Task;
        await bench.AppendAsync(Batch("a", 0, 100));
        await bench.StartAsync();
        await bench.Target.NextCallAsync();

        var appended = 100 + await OverfillAsync(bench, 60, from: 100);
        bench.Target.Say(SendVerdict.Taken);
        answer.SetResult(default);
        await bench.DrainAsync();

        string[] taken = [.. bench.Target.Taken];
        Assert.Equal(Lines("a", 0, 100), taken[..100]);
        Assert.NotEmpty(bench.Target.DroppedLines);
        Assert.Equal(Lines("a", 0, appended), taken.Concat(bench.Target.DroppedLines).OrderBy(NumberOf));
        Assert.Equal(taken, taken.OrderBy(NumberOf));
    }

    [Fact]
    public async Task Between_two_tries_the_oldest_goes_although_it_was_tried()
    {
        await using var bench = Full();
        bench.Target.Say(SendVerdict.Unreachable, "away");
        await bench.AppendAsync(Batch("a", 0, 100));
        await bench.StartAsync();
        await bench.Clock.SeeWaitAsync();

        var appended = 100 + await OverfillAsync(bench, 60, from: 100);
        bench.Target.Say(SendVerdict.Taken);
        await bench.Clock.PassWaitsUntilAsync(bench.UntilAsync(status => status.PendingPoints == 0));

        Assert.Equal("a 0", bench.Target.DroppedLines.First());
        Assert.Equal(Lines("a", 0, appended), bench.Target.DroppedLines.Concat(bench.Target.Taken));
    }

    [Fact]
    public async Task What_was_sent_of_the_oldest_segment_is_not_told_as_dropped()
    {
        await using var bench = Full();
        var answers = 0;
        bench.Target.Answer = (_, _) => Task.FromResult(new SendResult(++answers <= 2 ? SendVerdict.Taken : SendVerdict.Unreachable, "away"));
        for (var i = 0; i < 4; i++)
        {
            await bench.AppendAsync(Batch("a", i * 100, 100));
        }

        await bench.StartAsync();
        await bench.Clock.SeeWaitAsync();
        await OverfillAsync(bench, 60, from: 400);

        Assert.Equal(Lines("a", 0, 200), bench.Target.Taken);
        Assert.Equal("a 200", bench.Target.DroppedLines.First());
        Assert.Equal(bench.Target.DroppedLines.Count, bench.Status.DroppedPoints);
    }

    [Fact]
    public async Task An_append_larger_than_the_spool_is_refused_with_the_setting_and_drops_nothing()
    {
        await using var bench = Full();
        await bench.AppendAsync(Batch("a", 0, 100));

        var fault = await Assert.ThrowsAnyAsync<IOException>(() => bench.AppendAsync(Batch("a", 100, 10_000)));

        Assert.Contains("Raise Spool:MaxBytes", fault.Message, StringComparison.Ordinal);
        Assert.Equal((100, 0), (bench.Status.PendingPoints, bench.Status.DroppedPoints));
    }

    [Fact]
    public async Task A_target_that_fails_to_say_what_to_keep_costs_nothing_that_waits()
    {
        await using var bench = Full();
        var appended = await OverfillAsync(bench, 20);
        bench.Target.Instead = static _ => throw new InvalidOperationException("a bug");

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await OverfillAsync(bench, 60, from: appended));

        bench.Target.Instead = static _ => [];
        Assert.Equal(0, bench.Status.DroppedPoints);
        await bench.StartAsync();
        await bench.DrainAsync();
        Assert.Equal("a 0", bench.Target.Taken.First());
    }

    // One record a batch, so that the sender is in the middle of a segment.
    private static SpoolBench Full() => new(configure: options => (options.MaxBytes, options.SegmentBytes, options.MaxBatchPoints) = (Most, Segment, 100));

    private static async Task<int> OverfillAsync(SpoolBench bench, int batches, int from = 0)
    {
        for (var i = 0; i < batches; i++)
        {
            await bench.AppendAsync(Batch("a", from + (i * 100), 100));
        }

        return batches * 100;
    }

    private static int NumberOf(string line) => int.Parse(line[2..], null);
}
