using System.IO.Compression;
using System.Text.Json;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Sqlite.Backup;
using SqueezeFlow.Storage.Tests.Sqlite;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Backup;

public sealed class RoundTripTests : IDisposable
{
    private readonly BackupCase _case = new();

    public void Dispose() => _case.Dispose();

    [Fact]
    public async Task Everything_comes_back_as_it_was()
    {
        using var store = await FullStore.CreateAsync();
        var (folder, manifest) = await _case.BackUpAsync(store.Options);
        using var other = new StoreFixture();

        await BackupCase.RestoreAsync(folder, other.Options);

        Assert.Equal(manifest.Files, await _case.FilesOfAsync(other.Options));
        Assert.All(manifest.Files, file => Assert.InRange(file.Rows, 1, long.MaxValue));
        foreach (var timeframe in Timeframe.Stored.Append(new(7 * 60_000)))
        {
            Assert.Equal(await store.ReadAllAsync(timeframe), await other.ReadAllAsync(timeframe));
        }

        foreach (var market in FullStore.Markets)
        {
            Assert.Equal(await store.Bars.ReadLedgerAsync(market, 0, long.MaxValue, Token), await other.Bars.ReadLedgerAsync(market, 0, long.MaxValue, Token));
        }

        Assert.Equal(await store.Bars.ReadGapsAsync(null, 0, long.MaxValue, Token), await other.Bars.ReadGapsAsync(null, 0, long.MaxValue, Token));
        Assert.Equal(await store.Bars.ReadMarketsAsync(Token), await other.Bars.ReadMarketsAsync(Token));
        Assert.Equal(await store.OpenInterest.ReadAsync("龙", 0, long.MaxValue, Token), await other.OpenInterest.ReadAsync("龙", 0, long.MaxValue, Token));
        Assert.Equal(await store.Signals.ReadAsync(null, 10, Token), await other.Signals.ReadAsync(null, 10, Token));
        var (before, after) = (await store.Paper.LoadAsync(Token), await other.Paper.LoadAsync(Token));
        Assert.Equal(before!.CashUsd, after!.CashUsd);
        Assert.Equal(before.Positions, after.Positions);
        Assert.Equal("line\nline\t\u2028 龙", await other.Values.GetAsync("note \"é\"", Token));
    }

    [Fact]
    public async Task A_restored_store_goes_on_being_written()
    {
        using var store = await FullStore.CreateAsync();
        var (folder, _) = await _case.BackUpAsync(store.Options);
        using var other = new StoreFixture();
        await BackupCase.RestoreAsync(folder, other.Options);
        var bars = (await other.ReadAllAsync(Timeframe.S1)).Count;

        await other.Bars.WriteAsync(Write(Row(new("NEW", "market"), Start + 99_000), Row(Btc, Start + 99_000)), Token);

        Assert.Equal(bars + 2, (await other.ReadAllAsync(Timeframe.S1)).Count);
        Assert.Equal(Start + 99_000, (await other.Bars.ReadMarketsAsync(Token)).Single(market => market.Market == Btc).LastBarUnixMs);
    }

    [Fact]
    public async Task The_manifest_tells_what_the_files_hold()
    {
        using var store = await FullStore.CreateAsync(seconds: 10);
        var (folder, _) = await _case.BackUpAsync(store.Options);

        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "manifest.json"), Token));
        var manifest = document.RootElement;
        var seconds = manifest.GetProperty("files").EnumerateArray().Single(file => file.GetProperty("name").GetString() == "bars-1s.csv.gz");
        var minutes = manifest.GetProperty("files").EnumerateArray().Single(file => file.GetProperty("name").GetString() == "bars-1m.csv.gz");

        Assert.Equal((1, "1.2.3", "sqlite"), (
            manifest.GetProperty("format").GetInt32(),
            manifest.GetProperty("program").GetString(),
            manifest.GetProperty("mark").GetProperty("source").GetString()));
        var rows = FullStore.Markets.Length * 10;
        Assert.Equal((rows, Start, Start + 9_000, rows * 12), (
            seconds.GetProperty("rows").GetInt32(),
            seconds.GetProperty("firstUnixMs").GetInt64(),
            seconds.GetProperty("lastUnixMs").GetInt64(),
            seconds.GetProperty("trades").GetInt32()));
        Assert.Equal(rows * 1_000.1, seconds.GetProperty("buyNotional").GetDouble(), 1e-9);
        Assert.Equal((2m * long.MaxValue) + (FullStore.Markets.Length * 12), minutes.GetProperty("trades").GetDecimal());
        Assert.Equal(rows + 1, LinesOf(folder, "bars-1s.csv.gz", quoted: 2 * 10).Count);
    }

    [Fact]
    public async Task Numbers_are_written_to_the_last_digit_and_NaN_by_name()
    {
        using var store = await FullStore.CreateAsync();
        var (folder, _) = await _case.BackUpAsync(store.Options);

        var minutes = string.Join('\n', LinesOf(folder, "bars-1m.csv.gz"));
        var positions = string.Join('\n', LinesOf(folder, "paper-positions.jsonl.gz"));
        var ledger = string.Join('\n', LinesOf(folder, "ledger.jsonl.gz"));

        Assert.Contains("BINANCE,btcusdt,1735689660000,NaN,NaN,NaN,NaN,0,0,0,0,12.5,", minutes, StringComparison.Ordinal);
        Assert.Contains("1.7976931348623157E+308,5E-324,1000000000000001,", minutes, StringComparison.Ordinal);
        Assert.Contains("9223372036854775807,9223372036854775807", minutes, StringComparison.Ordinal);
        Assert.Contains("bitget,\"he said \"\"1,000\"\"\",", minutes, StringComparison.Ordinal);
        Assert.Contains("\"quantity\":\"0.0000000000000000000000000001\"", positions, StringComparison.Ordinal);
        Assert.Contains("\"buyNotional\":\"NaN\"", ledger, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_store_is_a_backup_too()
    {
        using var store = new StoreFixture();
        await store.Maintenance.OpenAsync(Token);
        var (folder, manifest) = await _case.BackUpAsync(store.Options);
        using var other = new StoreFixture();

        await BackupCase.RestoreAsync(folder, other.Options);

        Assert.Equal(0, manifest.Rows);
        Assert.All(await _case.FilesOfAsync(other.Options), file => Assert.Equal(0, file.Rows));
    }

    [Fact]
    public async Task Every_table_is_part_of_a_backup()
    {
        string[] others = ["meta", "market", "second_bar", "bar", "ledger", "gap", "open_interest"];
        using var store = new StoreFixture();

        var tables = await store.Database.ReadAsync(
            "a test",
            session =>
            {
                using var rows = session.Prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'");
                List<string> names = [];
                while (rows.Step())
                {
                    names.Add(rows.Text(0));
                }

                return names;
            },
            Token);

        Assert.Equal(others.Concat(RecordTable.All.Select(table => table.Name)).Order(), tables.Order());
        Assert.Equal(RecordKind.All, RecordTable.All.Select(table => table.Kind));
    }

    private static List<string> LinesOf(string folder, string file, int quoted = 0)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(folder, file)), CompressionMode.Decompress));
        var lines = reader.ReadToEnd().Split('\n').ToList();
        lines.RemoveAt(lines.Count - 1);

        // Those of quoted line feeds are none.
        return quoted == 0 ? lines : lines[..^quoted];
    }
}
