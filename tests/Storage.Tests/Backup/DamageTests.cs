using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using SqueezeFlow.Storage.Backup;
using SqueezeFlow.Storage.Backup.Files;
using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Tests.Sqlite;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Backup;

public sealed class DamageTests : IAsyncLifetime
{
    private readonly BackupCase _case = new();
    private string _folder = "";

    public async ValueTask InitializeAsync()
    {
        using var store = await FullStore.CreateAsync();
        (_folder, _) = await _case.BackUpAsync(store.Options);
    }

    public ValueTask DisposeAsync()
    {
        _case.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("bars-1s.csv.gz")]
    [InlineData("bars-1d.csv.gz")]
    [InlineData("ledger.jsonl.gz")]
    [InlineData("signals.jsonl.gz")]
    [InlineData("kept-from.jsonl.gz")]
    public void A_file_that_is_cut_off_changed_longer_or_missing_is_named(string file)
    {
        var path = Path.Combine(_folder, file);
        var whole = File.ReadAllBytes(path);

        File.WriteAllBytes(path, whole[..^1]);
        AssertRefused(file, $"expected {whole.Length} bytes, found {whole.Length - 1}");
        File.WriteAllBytes(path, [.. whole, 0]);
        AssertRefused(file, $"expected {whole.Length} bytes, found {whole.Length + 1}");
        for (var i = 0; i < whole.Length; i += Math.Max(1, whole.Length / 20))
        {
            var changed = whole.ToArray();
            changed[i] ^= 1;
            File.WriteAllBytes(path, changed);
            AssertRefused(file, "expected SHA-256");
        }

        File.Delete(path);
        AssertRefused(file, "missing");
    }

    [Theory]
    [InlineData("bars-1s.csv.gz", "a,b,0,1,1,1,1,1,1,1,1,0,0,0\n", "rows: expected")]
    [InlineData("gaps.jsonl.gz", """{"market":{"exchange":"A","symbol":"b"},"beforeId":1,"beforeUnixMs":1735689600001,"afterId":2,"afterUnixMs":1735689600002,"missing":null,"reason":"ids","filledBy":null}""" + "\n", "rows: expected")]
    [InlineData("bars-1s.csv.gz", "a,b,0,1\n", "expected 14 values, found 4")]
    [InlineData("bars-1s.csv.gz", "a,b,0.5,1,1,1,1,1,1,1,1,0,0,0\n", "open_unix_ms: expected a whole number, found '0.5'")]
    [InlineData("bars-1s.csv.gz", "a,b,1,1,1,1,1,1,1,1,1,0,0,0\n", "open_unix_ms: expected a whole second, found '1'")]
    [InlineData("bars-1s.csv.gz", "a,b,0,x,1,1,1,1,1,1,1,0,0,0\n", "open: expected a number, found 'x'")]
    [InlineData("bars-1s.csv.gz", "a,b,0,1,1,1,1,1,1,1,1,0,0,2\n", "imported: expected 0 or 1, found '2'")]
    [InlineData("bars-1s.csv.gz", "a,\"b,0,1", "a quoted text does not end")]
    [InlineData("gaps.jsonl.gz", "{}\n", "line 13")]
    [InlineData("gaps.jsonl.gz", "null\n", "expected an object")]
    [InlineData("gaps.jsonl.gz", "{\"colour\":1}\n", "colour")]
    public void Rows_that_no_store_gave_are_found_even_where_the_hash_was_made_anew(string file, string more, string expected)
    {
        Rewrite(file, text => text + more);

        AssertRefused(file, expected);
    }

    [Fact]
    public void A_changed_value_is_found_by_the_sums_even_where_the_hash_was_made_anew()
    {
        Rewrite("bars-1s.csv.gz", text => text.Replace(",1000.1,", ",1000.2,", StringComparison.Ordinal));

        AssertRefused("bars-1s.csv.gz", "buy notional: expected");
    }

    [Fact]
    public void A_folder_without_a_manifest_is_no_backup()
    {
        File.Delete(Path.Combine(_folder, BackupManifest.FileName));

        var refusal = Assert.Throws<BackupException>(() => BackupFolder.Open(_folder));

        Assert.Contains("not finished", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<BackupException>(() => BackupFolder.Open(_case.NewFolder()));
    }

    [Theory]
    [InlineData("\"format\": 1", "\"format\": 2", "its format is 2, this program reads 1")]
    [InlineData("\"format\": 1", "\"format\": \"1\"", "damaged")]
    [InlineData("\"format\": 1,", "", "damaged")]
    [InlineData("\"rows\"", "\"rowz\"", "damaged")]
    [InlineData("gaps.jsonl.gz", "../../gaps.jsonl.gz", "'../../gaps.jsonl.gz' is no file that this program knows")]
    [InlineData("gaps.jsonl.gz", "ledger.jsonl.gz", "names ledger.jsonl.gz twice")]
    [InlineData("bars-1m.csv.gz", "bars-3m.csv.gz", "it does not name bars-1m.csv.gz")]
    [InlineData("{", "", "damaged")]
    public void A_manifest_that_cannot_be_believed_is_refused(string text, string instead, string expected)
    {
        var path = Path.Combine(_folder, BackupManifest.FileName);
        File.WriteAllText(path, File.ReadAllText(path).Replace(text, instead, StringComparison.Ordinal));

        var refusal = Assert.Throws<BackupException>(() => BackupFolder.Open(_folder));

        Assert.StartsWith(path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_of_a_program_that_kept_no_steps_of_signals_is_read_without_them()
    {
        var path = Path.Combine(_folder, BackupManifest.FileName);
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        var files = manifest["files"]!.AsArray();
        files.Remove(files.Single(file => file!["name"]!.GetValue<string>() == "signal-steps.jsonl.gz"));
        File.WriteAllText(path, manifest.ToJsonString());
        File.Delete(Path.Combine(_folder, "signal-steps.jsonl.gz"));

        using var store = new StoreFixture();
        await BackupCase.RestoreAsync(_folder, store.Options);

        Assert.Equal(2, (await store.Signals.ReadAsync(null, 10, Token)).Count);
        Assert.Empty(await store.Trail.ReadAsync("sqz-1", Token));
    }

    [Fact]
    public async Task Nothing_is_written_over_a_folder_that_holds_files()
    {
        using var store = await FullStore.CreateAsync();

        var refusal = Assert.Throws<BackupException>(() => BackupWriter.Prepare(_folder));
        File.Delete(Path.Combine(_folder, BackupManifest.FileName));
        var second = Assert.Throws<BackupException>(() => BackupWriter.Prepare(_folder));

        Assert.Contains("holds a backup", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("holds files", second.Message, StringComparison.Ordinal);
    }

    private void AssertRefused(string file, string expected)
    {
        var refusal = Assert.Throws<BackupException>(() => BackupFolder.Open(_folder).Check(Token));
        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    private void Rewrite(string file, Func<string, string> change)
    {
        var path = Path.Combine(_folder, file);
        string text;
        using (var reader = new StreamReader(PackedFile.Open(path)))
        {
            text = reader.ReadToEnd();
        }

        using (var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            packed.Write(Encoding.UTF8.GetBytes(change(text)));
        }

        var (bytes, sha256) = PackedFile.Measure(path);
        var manifest = Path.Combine(_folder, BackupManifest.FileName);
        var document = JsonNode.Parse(File.ReadAllText(manifest))!;
        var entry = document["files"]!.AsArray().Single(entry => (string)entry!["name"]! == file)!;
        (entry["bytes"], entry["sha256"]) = (bytes, sha256);
        File.WriteAllText(manifest, document.ToJsonString(BackupJson.Manifest));
    }
}
