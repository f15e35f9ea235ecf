using System.Buffers.Binary;
using SqueezeFlow.Storage.Spool;
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

    [Fact]
    public async Task Wherever_the_last_append_was_torn_it_goes_whole_and_those_before_it_stay()
    {
        await WriteAsync(bench => bench.AppendAsync(Batch("a", 0, 3)), bench => bench.AppendAsync(Batch("b", 3, 2)));
        var path = Directory.GetFiles(_folder, "*.spool").Single();
        var whole = await File.ReadAllBytesAsync(path, Token);
        var kept = (int)await LengthAfterAsync(bench => bench.AppendAsync(Batch("a", 0, 3)));

        for (var length = kept; length <= whole.Length; length++)
        {
            await File.WriteAllBytesAsync(path, whole[..length], Token);
            await using var next = new SpoolBench(_folder);
            await next.StartAsync();
            await next.AppendAsync(Batch("c", 5, 1));
            await next.DrainAsync();
            await next.StopAsync();

            Assert.Equal([.. Lines("a", 0, 3), .. length == whole.Length ? Lines("b", 3, 2) : [], "c 5"], next.Target.Taken);
            Assert.Equal((length > kept && length < whole.Length ? 1 : 0, 0), (next.Status.TornTails, next.Status.DamagedStretches));
            Clean();
        }
    }

    [Fact]
    public async Task An_append_of_several_batches_is_whole_or_not_there_wherever_it_was_torn()
    {
        await WriteAsync(bench => bench.AppendAsync(Batch("a", 0, 1)), bench => bench.AppendAsync(Batch("a", 1, 2), Batch("b", 3, 1), Batch("c", 4, 1)));
        var path = Directory.GetFiles(_folder, "*.spool").Single();
        var whole = await File.ReadAllBytesAsync(path, Token);
        var kept = (int)await LengthAfterAsync(bench => bench.AppendAsync(Batch("a", 0, 1)));

        for (var length = kept + 1; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(path, whole[..length], Token);
            await using var next = new SpoolBench(_folder);
            await next.StartAsync();
            await next.DrainAsync();
            await next.StopAsync();

            Assert.Equal(["a 0"], next.Target.Taken);
            Assert.Equal(1, next.Status.TornTails);
            Clean();
        }
    }

    [Fact]
    public async Task Whatever_byte_is_damaged_costs_its_own_batch_alone_and_is_counted()
    {
        await WriteAsync([.. Enumerable.Range(0, 3).Select(i => (Func<SpoolBench, Task>)(bench => bench.AppendAsync(Batch("a", i * 2, 2))))]);
        var path = Directory.GetFiles(_folder, "*.spool").Single();
        var whole = await File.ReadAllBytesAsync(path, Token);
        var record = (whole.Length - 12) / 3;

        for (var at = 12 + record; at < 12 + (2 * record); at++)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x40;
            await File.WriteAllBytesAsync(path, damaged, Token);
            await using var next = new SpoolBench(_folder);
            await next.StartAsync();
            await next.DrainAsync();
            await next.StopAsync();

            Assert.Equal(["a 0", "a 1", "a 4", "a 5"], next.Target.Taken);
            Assert.Equal((0, 1, record), (next.Status.TornTails, next.Status.DamagedStretches, next.Status.DamagedBytes));
            Assert.Contains(next.Log.All, line => line.Contains($"is damaged from byte {12 + record}: {record} bytes are lost", StringComparison.Ordinal));
            Clean();
        }
    }

    [Fact]
    public async Task Damage_that_comes_while_the_spool_runs_is_passed_over_and_counted_once()
    {
        await using var bench = new SpoolBench(_folder);
        for (var i = 0; i < 3; i++)
        {
            await bench.AppendAsync(Batch("a", i * 2, 2));
        }

        var path = bench.Segments.Single();
        var bytes = await ReadSharedAsync(path);
        await using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            file.Position = 12 + ((bytes.Length - 12) / 2);
            file.WriteByte((byte)'?');
        }

        bench.Target.Say(SendVerdict.Unreachable, "away");
        await bench.StartAsync();
        await bench.Clock.SeeWaitAsync();
        bench.Target.Say(SendVerdict.Taken);
        await bench.Clock.PassWaitsUntilAsync(bench.UntilAsync(status => status.PendingBytes == 0));

        Assert.Equal(["a 0", "a 1", "a 4", "a 5"], bench.Target.Taken);
        Assert.Equal(1, bench.Status.DamagedStretches);
    }

    [Fact]
    public async Task Damage_at_the_end_of_an_older_segment_is_no_torn_tail()
    {
        await WriteAsync(bench => bench.AppendAsync(Batch("a", 0, 2)));
        await WriteAsync(bench => bench.AppendAsync(Batch("a", 2, 2)));
        var older = Directory.GetFiles(_folder, "*.spool").Order(StringComparer.Ordinal).First();
        await File.WriteAllBytesAsync(older, (await File.ReadAllBytesAsync(older, Token))[..^1], Token);

        await using var next = new SpoolBench(_folder);
        await next.StartAsync();
        await next.DrainAsync();

        Assert.Equal(Lines("a", 2, 2), next.Target.Taken);
        Assert.Equal((0, 1), (next.Status.TornTails, next.Status.DamagedStretches));
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

    [Fact]
    public async Task A_segment_that_somebody_took_away_is_counted_and_the_others_are_sent()
    {
        await using var bench = new SpoolBench(_folder);
        await bench.AppendAsync(Batch("a", 0, 3));
        File.Delete(bench.Segments.Single());

        await bench.StartAsync();
        await bench.DrainAsync();
        await bench.AppendAsync(Batch("a", 3, 3));
        await bench.DrainAsync();

        Assert.Equal(Lines("a", 3, 3), bench.Target.Taken);
        Assert.Equal(1, bench.Status.DamagedStretches);
    }

    private async Task WriteAsync(params Func<SpoolBench, Task>[] appends)
    {
        await using var bench = new SpoolBench(_folder);
        foreach (var append in appends)
        {
            await append(bench);
        }
    }

    private static async Task<long> LengthAfterAsync(Func<SpoolBench, Task> append)
    {
        await using var bench = new SpoolBench();
        await append(bench);
        return new FileInfo(bench.Segments.Single()).Length;
    }

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, Token);
        return bytes;
    }

    private void Clean()
    {
        foreach (var file in Directory.GetFiles(_folder))
        {
            File.Delete(file);
        }
    }
}
