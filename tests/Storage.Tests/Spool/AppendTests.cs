using SqueezeFlow.Storage.Spool;
using SqueezeFlow.TestSupport;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;
using static SqueezeFlow.Storage.Tests.Spool.SpoolText;

namespace SqueezeFlow.Storage.Tests.Spool;

public sealed class AppendTests
{
    public static TheoryData<string, SpoolBatch, string> NoBatches => new()
    {
        { "fewer lines", Batch("a", 0, 3) with { Points = 4 }, "Expected 4 lines for a, each with an end, found 3 ends" },
        { "more lines", Batch("a", 0, 3) with { Points = 2 }, "Expected 2 lines" },
        { "no end", new("a", "x 1"u8.ToArray(), 1, 0, 0), "Expected 1 lines" },
        { "an end within", new("a", "x 1\ny 2"u8.ToArray(), 1, 0, 0), "Expected 1 lines" },
        { "no lines but bytes", new("a", "x 1"u8.ToArray(), 0, 0, 0), "Expected 0 lines" },
        { "no policy", Batch("a", 0, 1) with { Policy = "" }, "Expected a policy of 1 to 255 bytes, found ''" },
        { "a long policy", Batch("a", 0, 1) with { Policy = new('é', 128) }, "Expected a policy of 1 to 255 bytes" },
        { "times in disorder", Batch("a", 0, 1) with { FirstUnixMs = 5, LastUnixMs = 4 }, "found 5 to 4" },
    };

    [Theory]
    [MemberData(nameof(NoBatches), DisableDiscoveryEnumeration = true)]
    public async Task What_is_no_batch_is_refused_and_nothing_beside_it_is_kept(string what, SpoolBatch wrong, string words)
    {
        await using var bench = new SpoolBench();
        await bench.AppendAsync(Batch("a", 0, 1));

        var fault = await Assert.ThrowsAsync<ArgumentException>(() => bench.AppendAsync(Batch("a", 1, 1), wrong));

        Assert.True(fault.Message.Contains(words, StringComparison.Ordinal), $"{what}: {fault.Message}");
        await bench.AppendAsync(Batch("a", 2, 1));
        await bench.StartAsync();
        await bench.DrainAsync();
        Assert.Equal(["a 0", "a 2"], bench.Target.Taken);
    }

    [Fact]
    public async Task Nothing_and_batches_without_points_leave_nothing()
    {
        await using var bench = new SpoolBench();

        await bench.AppendAsync();
        await bench.AppendAsync(new SpoolBatch("a", default, 0, 0, 0));

        Assert.Equal((0, 0), (bench.Status.PendingBatches, bench.Status.FileBytes));
    }

    [Fact]
    public async Task Appends_of_many_callers_are_all_kept_each_in_its_order_and_in_one_piece()
    {
        const int Callers = 8, Rounds = 50;
        await using var bench = new SpoolBench(configure: options => (options.SegmentBytes, options.MaxBatchPoints) = (8_192, 7));
        await bench.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                await bench.AppendAsync(Batch($"p{caller}", round * 10, 10));
            }
        })));
        await bench.DrainAsync();

        for (var caller = 0; caller < Callers; caller++)
        {
            Assert.Equal(Lines($"p{caller}", 0, Rounds * 10), bench.Target.Taken.Where(line => line.StartsWith($"p{caller} ", StringComparison.Ordinal)));
        }

        Assert.Equal(Callers * Rounds * 10, bench.Target.Taken.Count);
    }

    [Fact]
    public async Task An_append_costs_no_memory_for_its_points()
    {
        await using var bench = new SpoolBench(configure: options => options.MaxBatchPoints = 100);
        SpoolBatch[] few = [Batch("a", 0, 10)];
        SpoolBatch[] many = [Batch("a", 0, 10_000), Batch("b", 0, 10_000)];

        var small = Allocation.Of(_ => bench.Spool.AppendAsync(few, Token).AsTask().GetAwaiter().GetResult());
        var large = Allocation.Of(_ => bench.Spool.AppendAsync(many, Token).AsTask().GetAwaiter().GetResult());

        Assert.InRange(large, 0, small + 2_048);
        Assert.InRange(small, 0, 8_192);
    }

    [Fact]
    public async Task A_second_spool_on_the_same_folder_is_refused_until_the_first_is_over()
    {
        await using var first = new SpoolBench();
        await first.AppendAsync(Batch("a", 0, 1));
        await using var second = new SpoolBench(first.Options.Directory);

        var refusal = await Assert.ThrowsAsync<IOException>(() => second.AppendAsync(Batch("a", 1, 1)));

        Assert.Contains($"the spool is in use by process {Environment.ProcessId}. Stop it, or set Spool:Directory to another folder.", refusal.Message, StringComparison.Ordinal);
        await first.CrashAsync();
        await second.AppendAsync(Batch("a", 1, 1));
        Assert.Equal(2, second.Status.PendingPoints);
    }

    [Fact]
    public async Task A_file_where_the_folder_should_be_is_named_and_its_removal_heals()
    {
        await using var bench = new SpoolBench();
        Directory.CreateDirectory(Path.GetDirectoryName(bench.Options.Directory)!);
        await File.WriteAllTextAsync(bench.Options.Directory, "in the way", Token);

        var fault = await Assert.ThrowsAsync<IOException>(() => bench.AppendAsync(Batch("a", 0, 1)));

        Assert.Contains(bench.Options.Directory, fault.Message, StringComparison.Ordinal);
        Assert.Contains("Set Spool:Directory to a folder that can.", fault.Message, StringComparison.Ordinal);
        Assert.Equal(fault.Message, bench.Status.DiskError);
        File.Delete(bench.Options.Directory);
        await bench.AppendAsync(Batch("a", 0, 1));
        Assert.Equal((1, null), (bench.Status.PendingPoints, bench.Status.DiskError));
    }

    [Fact]
    public async Task A_spool_that_is_closed_says_so()
    {
        await using var bench = new SpoolBench();
        await bench.AppendAsync(Batch("a", 0, 1));
        await bench.CrashAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => bench.AppendAsync(Batch("a", 1, 1)));
    }
}
