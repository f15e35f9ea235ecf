using System.Text.Json;
using SqueezeFlow.Silo.Commands;

namespace SqueezeFlow.Silo.Tests.Commands;

public sealed class BackupCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow-backup-").FullName;

    private string Data => Path.Combine(_folder, "data");

    private string Backup => Path.Combine(_folder, "backup");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_backup_is_restored_and_both_sum_up()
    {
        await MakeStoreAsync();

        var made = await RunAsync("backup", Backup, "--json");
        var refused = await RunAsync("restore", Backup);
        var restored = await RunAsync("restore", Backup, "--replace", "--json");

        Assert.True(made.ExitCode == 0, made.Error);
        Assert.True(restored.ExitCode == 0, restored.Error);
        using var before = JsonDocument.Parse(made.Output);
        using var after = JsonDocument.Parse(restored.Output);
        Assert.InRange(before.RootElement.GetProperty("rows").GetInt64(), 1, long.MaxValue);
        Assert.Equal(before.RootElement.GetProperty("files").GetRawText(), after.RootElement.GetProperty("files").GetRawText());
        Assert.Equal(Path.Combine(Data, "squeezeflow.db.before-restore"), after.RootElement.GetProperty("kept").GetString());
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("the store is not empty: add --replace", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_is_told_in_words_too()
    {
        await MakeStoreAsync();

        var (exitCode, output, _) = await RunAsync("backup", Backup);

        Assert.Equal(0, exitCode);
        Assert.Contains("bars-1s.csv.gz", output, StringComparison.Ordinal);
        Assert.Contains("backed up", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_store_is_bad_usage()
    {
        var (exitCode, _, error) = await RunAsync("backup", Backup);

        Assert.Equal(2, exitCode);
        Assert.Contains("there is no store. Set Data:Directory", Assert.Single(Lines(error)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Backup));
    }

    [Fact]
    public async Task A_folder_that_holds_files_is_not_written_to()
    {
        await MakeStoreAsync();

        var (exitCode, _, error) = await RunAsync("backup", _folder);

        Assert.Equal(2, exitCode);
        Assert.Contains("Name a new folder", Assert.Single(Lines(error)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("backup", "DIR: missing")]
    [InlineData("restore", "DIR: missing")]
    [InlineData("restore nowhere", "nowhere: holds no manifest.json")]
    [InlineData("restore nowhere --repalce", "'--repalce'")]
    public async Task Bad_usage_is_one_line(string line, string expected)
    {
        var (exitCode, _, error) = await RunAsync(line.Split(' '));

        Assert.Equal(2, exitCode);
        Assert.StartsWith(expected, Assert.Single(Lines(error)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("restore")]
    public async Task A_database_that_does_not_answer_is_named_with_its_setting(string command)
    {
        await MakeStoreAsync();
        await RunAsync("backup", Backup);
        var folder = command == "backup" ? Path.Combine(_folder, "another") : Backup;
        string[] replace = command == "restore" ? ["--replace"] : [];

        var (exitCode, _, error) = await RunAsync([command, folder, .. replace, "--Influx:Host=127.0.0.1", "--Influx:Port=1"]);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("Influx:Host: '127.0.0.1' cannot be used on port 1 (", Assert.Single(Lines(error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_is_named_and_nothing_is_restored()
    {
        await MakeStoreAsync();
        await RunAsync("backup", Backup);
        await File.AppendAllTextAsync(Path.Combine(Backup, "key-values.jsonl.gz"), "x", TestContext.Current.CancellationToken);
        Directory.Delete(Data, recursive: true);

        var (exitCode, _, error) = await RunAsync("restore", Backup);

        Assert.Equal(1, exitCode);
        Assert.Contains("key-values.jsonl.gz: damaged", Assert.Single(Lines(error)), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Data, "squeezeflow.db")));
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task MakeStoreAsync()
    {
        var (exitCode, _, error) = await RunAsync("demo", "--seconds", "1", "--rate", "100", "--symbols", "1", "--json", "--Http:Url=http://127.0.0.1:0");
        Assert.True(exitCode == 0, error);
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await SiloCommands.RunAsync([.. arguments, $"--Data:Directory={Data}"], output, error);
        return (exitCode, output.ToString(), error.ToString());
    }
}
