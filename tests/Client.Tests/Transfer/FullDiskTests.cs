using SqueezeFlow.Client.Tests.Doubles;
using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Client.Transfer.Tables;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Client.Tests.Transfer;

/// <summary>A disk without room is told as one. One after another: a file that is written is one process's alone, this one too.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const string Full = "/dev/full";
    private const string NoRoom = "No space left on device";

    private static readonly TableColumn[] Columns = [TableColumn.Of<long>("open_unix_ms"), TableColumn.Of<string>("market")];

    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow").FullName;

    public FullDiskTests() => Assert.SkipUnless(File.Exists(Full), $"there is no {Full}");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("trades.csv")]
    [InlineData("trades.csv.gz")]
    [InlineData("trades.parquet")]
    public async Task An_export_says_so_and_leaves_nothing_behind(string name)
    {
        using var terminal = new TestTerminal();
        var file = FileOnFullDisk(name);
        var recording = SharedData.Require("data", "raw", "binance_trade_messages_20240808.txt.gz");

        var exitCode = await terminal.RunAsync("export", "--trades", recording, "--out", file);

        Assert.Equal(1, exitCode);
        Assert.Contains($"input or output failed: {NoRoom}", terminal.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50_000)]
    [InlineData(50_001)]
    public async Task So_does_a_Parquet_file_whatever_it_holds_by_then(int rows)
    {
        var file = FileOnFullDisk("rows.parquet");

        var fault = await Assert.ThrowsAnyAsync<IOException>(() => WriteAsync(file, rows));

        Assert.StartsWith(NoRoom, fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task What_a_Parquet_file_holds_finds_no_room_and_the_file_is_not_called_damaged()
    {
        var file = Path.Combine(_folder, "rows.parquet");
        await WriteAsync(file, 1);
        var unpacked = Directory.CreateTempSubdirectory("squeezeflow");
        File.CreateSymbolicLink(Path.Combine(unpacked.FullName, "rows.parquet"), Full);

        var fault = await Assert.ThrowsAnyAsync<IOException>(() => ParquetText.OpenAsync(file, () => unpacked, TestContext.Current.CancellationToken));

        Assert.StartsWith(NoRoom, fault.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(unpacked.FullName));
    }

    private static async Task WriteAsync(string path, int rows)
    {
        await using var file = await TableFile.CreateAsync(path, Columns, TestContext.Current.CancellationToken);
        for (var i = 0; i < rows; i++)
        {
            await file.WriteAsync([(long)i, "BINANCE:btcusdt"], TestContext.Current.CancellationToken);
        }

        await file.CommitAsync();
    }

    private string FileOnFullDisk(string name)
    {
        var file = Path.Combine(_folder, name);
        File.CreateSymbolicLink(file + ".unfinished", Full);
        return file;
    }
}
