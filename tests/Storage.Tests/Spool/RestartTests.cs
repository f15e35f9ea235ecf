using System.Buffers.Binary;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;
using static SqueezeFlow.Storage.Tests.Spool.SpoolText;

namespace SqueezeFlow.Storage.Tests.Spool;

/// <summary>A run after one that was killed.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly string _folder = Folder();

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_waited_is_sent_by_the_next_run_in_order_before_what_comes_then()
    {
        await WriteAsync(bench => bench.AppendAsync(Batch("a", 0, 3)), bench => bench.AppendAsync(Batch("b", 3, 2)));

        await using var next = new SpoolBench(_folder);
        await next.Spool.OpenAsync(Token);
        var found = next.Status;
        await next.AppendAsync(Batch("a", 5, 1));
        await next.StartAsync();
        await next.DrainAsync();

        Assert.Equal((2L, 5L), (found.PendingBatches, found.PendingPoints));
        Assert.Equal([.. Lines("a", 0, 3), .. Lines("b", 3, 2), "a 5"], next.Target.Taken);
        Assert.Equal((0, 0), (next.Status.TornTails, next.Status.DamagedStretches));
    }

    [Fact]
    public async Task What_was_taken_is_not_sent_again_from_the_middle_of_a_segment()
    {
        await using (var first = new SpoolBench(_folder, options => options.MaxBatchPoints = 10))
        {
            first.Target.Answer = async (call, stop) =>
            {
                await (int.Parse(call.Lines[0][2..], null) < 30 ? Task.CompletedTask : Task.Delay(Timeout.Infinite, stop));
                return default;
            };
            await first.AppendAsync(Batch("a", 0, 60));
            await first.StartAsync();
            for (var i = 0; i < 4; i++)
            {
                await first.Target.NextCallAsync();
            }

            await first.CrashAsync();
            Assert.Equal(30, first.Status.PendingPoints);
        }

        await using var next = new SpoolBench(_folder);
        await next.StartAsync();
        await next.DrainAsync();

        Assert.Equal(Lines("a", 30, 30), next.Target.Taken);
    }

    [Fact]
    public async Task The_age_of_what_waits_counts_from_its_append()
    {
        var clock = new RetryClock();
        await using (var first = new SpoolBench(_folder, clock: clock))
        {
            await first.AppendAsync(Batch("a", 0, 1));
            clock.Advance(TimeSpan.FromMinutes(1));
            await first.AppendAsync(Batch("a", 1, 1));
            Assert.Equal(60, first.Status.OldestSeconds);
        }

        await using var next = new SpoolBench(_folder, clock: clock);
        await next.Spool.OpenAsync(Token);
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(120, next.Status.OldestSeconds);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { 1, 0, 0, 0, 0, 0, 0, 0, 60, 0, 0, 0, 0, 0, 0, 0, 9, 9, 9, 9 })]
    public async Task A_position_that_cannot_be_read_costs_nothing_but_a_repetition(byte[] position)
    {
        await WriteAsync(bench => bench.AppendAsync(Batch("a", 0, 3)));
        await File.WriteAllBytesAsync(Path.Combine(_folder, "position"), position, Token);

        await using var next = new SpoolBench(_folder);
        await next.StartAsync();
        await next.DrainAsync();

        Assert.Equal(Lines("a", 0, 3), next.Target.Taken);
    }

    [Fact]
    public async Task The_number_of_a_segment_comes_only_once()
    {
        for (var run = 0; run < 4; run++)
        {
            await using var bench = new SpoolBench(_folder);
            await bench.StartAsync();
            await bench.AppendAsync(Batch("a", run, 1));
            await bench.DrainAsync();
            Assert.Equal($"{run + 1:D12}.spool", Path.GetFileName(bench.Segments.Single()));
            await bench.StopAsync();
            Assert.Equal([$"a {run}"], bench.Target.Taken);
        }
    }

    [Fact]
    public async Task A_segment_of_a_newer_version_ends_the_start_and_is_left_untouched()
    {
        await WriteAsync(bench => bench.AppendAsync(Batch("a", 0, 3)));
        var path = Directory.GetFiles(_folder, "*.spool").Single();
        var bytes = await File.ReadAllBytesAsync(path, Token);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), 2);
        await File.WriteAllBytesAsync(path, bytes, Token);
        await using var next = new SpoolBench(_folder);

        var refusal = await Assert.ThrowsAsync<IOException>(() => next.Spool.OpenAsync(Token));

        Assert.Contains("has version 2, this program knows up to 1", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(path, Token));
    }

    [Fact]
    public async Task Files_that_are_none_of_ours_are_left_alone()
    {
        Directory.CreateDirectory(_folder);
        var note = Path.Combine(_folder, "notes.spool");
        await File.WriteAllTextAsync(note, "mine", Token);

        await using var bench = new SpoolBench(_folder);
        await bench.StartAsync();
        await bench.AppendAsync(Batch("a", 0, 1));
        await bench.DrainAsync();

        Assert.Equal("mine", await File.ReadAllTextAsync(note, Token));
        Assert.Equal(0, bench.Status.DamagedStretches);
    }

    private async Task WriteAsync(params Func<SpoolBench, Task>[] appends)
    {
        await using var bench = new SpoolBench(_folder);
        foreach (var append in appends)
        {
            await append(bench);
        }
    }
}
