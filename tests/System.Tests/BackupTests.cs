using System.Text.Json.Nodes;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.SystemTests.Processes;

namespace SqueezeFlow.SystemTests;

/// <summary>A backup of a service at work, and what a restore makes of it once everything else is lost.</summary>
public sealed class BackupTests : IDisposable
{
    private static readonly string[] World = ["--speed", "300", "--rate", "2000", "--seed", "3"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("squeezeflow-backup-");

    private string Folder => Path.Combine(_folder.FullName, "backup");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_backup_under_load_gives_back_all_that_there_was_at_its_mark()
    {
        using var data = new DataDirectory();
        JsonNode manifest;
        await using (var service = Service.StartDemo(data, World))
        {
            await service.WaitUntilAsync("/api/v1/signals", signals => signals.AsArray().Any(s => (string?)s!["outcome"] == "Filled"));
            var refused = await ChildProcess.RunAsync("Silo", ["restore", Folder, "--replace", .. Service.Settings(data)]);
            var made = await ChildProcess.RunAsync("Silo", ["backup", Folder, "--json", .. Service.Settings(data)]);
            manifest = made.AssertDone().LastLine;
            var held = await ChildProcess.RunAsync("Silo", ["restore", Folder, "--replace", .. Service.Settings(data)]);

            await service.Process.TerminateAsync();
            (await service.Process.WaitAsync()).AssertStopped();

            Assert.Equal(2, refused.ExitCode);
            Assert.Contains("holds no manifest.json", refused.Error, StringComparison.Ordinal);
            Assert.Equal(1, held.ExitCode);
            Assert.Contains("in use by process", held.Error, StringComparison.Ordinal);
        }

        var whole = await data.ReadAsync();
        var unasked = await ChildProcess.RunAsync("Silo", ["restore", Folder, .. Service.Settings(data)]);
        Assert.Equal(2, unasked.ExitCode);
        Assert.Contains("add --replace", unasked.Error, StringComparison.Ordinal);

        Directory.Delete(data.FullPath, recursive: true);
        (await ChildProcess.RunAsync("Silo", ["restore", Folder, "--json", .. Service.Settings(data)])).AssertDone();
        AssertPrefix(await data.ReadAsync(), whole, manifest);

        // The store that was restored is one to go on with.
        (await ChildProcess.RunAsync("Silo", ["demo", .. World, "--seconds", "4", "--json", .. Service.Settings(data)])).AssertDone();
    }

    private static void AssertPrefix(Contents restored, Contents whole, JsonNode manifest)
    {
        Assert.Equal(RowsOf(manifest, "bars-1s.csv.gz"), restored.Bars.Count);
        Assert.Equal(RowsOf(manifest, "ledger.jsonl.gz"), restored.Ledger.Count);
        Assert.Equal(RowsOf(manifest, "gaps.jsonl.gz"), restored.Gaps.Count);
        Assert.Equal(RowsOf(manifest, "signals.jsonl.gz"), restored.Signals.Count);
        Assert.Equal(RowsOf(manifest, "paper-positions.jsonl.gz"), restored.Positions.Count);
        Assert.InRange(restored.Bars.Count, 1, whole.Bars.Count - 1);
        Assert.NotEmpty(restored.Signals);
        Assert.Subset(whole.Signals.Select(record => record.Signal.Id).ToHashSet(), restored.Signals.Select(record => record.Signal.Id).ToHashSet());
        var later = whole.Bars.ToLookup(row => row.Market);
        Assert.All(restored.Bars.GroupBy(row => row.Market), market => Assert.Equal(later[market.Key].Take(market.Count()), (IEnumerable<BarRow>)market));
    }

    private static long RowsOf(JsonNode manifest, string file) =>
        (long)manifest["files"]!.AsArray().Single(entry => (string)entry!["name"]! == file)!["rows"]!;
}
