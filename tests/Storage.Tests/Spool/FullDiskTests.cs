using SqueezeFlow.TestSupport;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;
using static SqueezeFlow.Storage.Tests.Spool.SpoolText;

namespace SqueezeFlow.Storage.Tests.Spool;

/// <summary>A spool on a disk of a megabyte.</summary>
public sealed class FullDiskTests
{
    private const int DiskBytes = 1 << 20;

    [Fact]
    public async Task What_a_full_disk_cannot_take_leaves_nothing_and_the_next_append_works_when_there_is_room()
    {
        await using var bench = new SpoolBench();
        Directory.CreateDirectory(bench.Options.Directory);
        using var disk = await SmallDisk.MountAsync(bench.Options.Directory, DiskBytes, Token);
        var filler = Path.Combine(bench.Options.Directory, "others");
        await bench.AppendAsync(Batch("a", 0, 10));
        await File.WriteAllBytesAsync(filler, new byte[DiskBytes - (200 << 10)], Token);
        var before = bench.Status;
        var length = new FileInfo(bench.Segments[0]).Length;

        var fault = await Assert.ThrowsAsync<IOException>(() => bench.AppendAsync(Batch("a", 10, 5), Batch("b", 0, 50_000)));

        Assert.Contains("no space is left on the disk; free space, or set Spool:Directory to another folder", fault.Message, StringComparison.Ordinal);
        Assert.Equal((before.PendingPoints, before.PendingBytes, fault.Message), (bench.Status.PendingPoints, bench.Status.PendingBytes, bench.Status.DiskError));
        Assert.Equal(length, new FileInfo(bench.Segments[0]).Length);

        await bench.AppendAsync(Batch("a", 10, 5));
        File.Delete(filler);
        await bench.AppendAsync(Batch("b", 0, 50_000));
        await bench.StartAsync();
        await bench.DrainAsync();
        await bench.CrashAsync();

        Assert.Equal([.. Lines("a", 0, 15), .. Lines("b", 0, 50_000)], bench.Target.Taken);
        Assert.Null(bench.Status.DiskError);
    }

    [Fact]
    public async Task A_segment_that_cannot_begin_leaves_no_file_and_begins_when_there_is_room()
    {
        await using var bench = new SpoolBench();
        Directory.CreateDirectory(bench.Options.Directory);
        using var disk = await SmallDisk.MountAsync(bench.Options.Directory, DiskBytes, Token);
        var filler = Path.Combine(bench.Options.Directory, "others");
        await bench.Spool.OpenAsync(Token);
        await FillAsync(filler);

        await Assert.ThrowsAsync<IOException>(() => bench.AppendAsync(Batch("a", 0, 10)));

        Assert.Empty(bench.Segments);
        File.Delete(filler);
        await bench.AppendAsync(Batch("a", 0, 10));
        Assert.Equal(10, bench.Status.PendingPoints);
        await bench.CrashAsync();
    }

    [Fact]
    public async Task While_the_disk_cannot_take_a_refused_line_it_waits_and_is_not_lost()
    {
        await using var bench = new SpoolBench();
        Directory.CreateDirectory(bench.Options.Directory);
        using var disk = await SmallDisk.MountAsync(bench.Options.Directory, DiskBytes, Token);
        var filler = Path.Combine(bench.Options.Directory, "others");
        bench.Target.Refuse(line => line == "a 1");
        await bench.AppendAsync(Batch("a", 0, 3));
        await FillAsync(filler);

        await bench.StartAsync();
        await bench.Clock.SeeWaitAsync();
        var during = bench.Status;
        File.Delete(filler);
        await bench.Clock.PassWaitsUntilAsync(bench.UntilAsync(status => status.PendingPoints == 0));

        Assert.Contains("a refused line cannot be set aside: no space is left on the disk", during.LastError, StringComparison.Ordinal);
        Assert.Equal((3, 0), (during.PendingPoints, during.DeadLetteredPoints));
        Assert.Single(bench.DeadLetters);
        Assert.Equal(["a 0", "a 2"], bench.Target.Taken);
        await bench.CrashAsync();
    }

    // To the last page.
    private static async Task FillAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[4_096];
        try
        {
            for (var i = 0; i <= DiskBytes / page.Length; i++)
            {
                await file.WriteAsync(page, Token);
            }
        }
        catch (IOException)
        {
            return;
        }

        Assert.Fail("the disk took more than it holds");
    }
}
