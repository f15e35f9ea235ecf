using SqueezeFlow.Storage.Spool;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;
using static SqueezeFlow.Storage.Tests.Spool.SpoolText;

namespace SqueezeFlow.Storage.Tests.Spool;

/// <summary>A run that finds torn and damaged files.</summary>
public sealed class DamageTests : IDisposable
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
