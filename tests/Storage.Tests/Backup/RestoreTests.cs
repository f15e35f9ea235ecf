using System.Text;
using SqueezeFlow.Storage.Backup;
using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Backup.Ports;
using SqueezeFlow.Storage.Sqlite.Backup;
using SqueezeFlow.Storage.Sqlite.Engine;
using SqueezeFlow.Storage.Tests.Sqlite;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Backup;

public sealed class RestoreTests : IAsyncLifetime
{
    private readonly BackupCase _case = new();
    private readonly StoreFixture _target = new();
    private string _folder = "";
    private IReadOnlyList<BackupFile> _files = [];

    private string File => Path.Combine(_target.Options.Directory, SqliteDatabase.FileName);

    private string Kept => File + ".before-restore";

    public async ValueTask InitializeAsync()
    {
        using var store = await FullStore.CreateAsync();
        (_folder, var manifest) = await _case.BackUpAsync(store.Options);
        _files = manifest.Files;
    }

    public ValueTask DisposeAsync()
    {
        _target.Dispose();
        _case.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_store_that_holds_something_is_not_replaced_unasked()
    {
        await HoldAsync();
        var before = await _case.FilesOfAsync(_target.Options);

        var refusal = await Assert.ThrowsAsync<StoreNotEmptyException>(() => BackupCase.RestoreAsync(_folder, _target.Options));

        Assert.Equal($"{File}: the store is not empty", refusal.Message);
        Assert.Equal(before, await _case.FilesOfAsync(_target.Options));
        Assert.False(System.IO.File.Exists(Kept));
    }

    [Fact]
    public async Task A_store_that_is_replaced_is_kept_beside_the_new_one()
    {
        await HoldAsync();
        var before = await _case.FilesOfAsync(_target.Options);

        await BackupCase.RestoreAsync(_folder, _target.Options, replace: true);

        Assert.Equal(_files, await _case.FilesOfAsync(_target.Options));
        Assert.Equal(["squeezeflow.db", "squeezeflow.db.before-restore", "squeezeflow.lock", "squeezeflow.pid"], FilesBeside());
        System.IO.File.Move(Kept, File, overwrite: true);
        Assert.Equal(before, await _case.FilesOfAsync(_target.Options));
    }

    [Fact]
    public async Task A_store_that_was_set_aside_is_not_lost_to_a_second_restore()
    {
        await HoldAsync();
        await BackupCase.RestoreAsync(_folder, _target.Options, replace: true);

        var refusal = await Assert.ThrowsAsync<IOException>(() => BackupCase.RestoreAsync(_folder, _target.Options, replace: true));

        Assert.StartsWith(Kept, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(_files, await _case.FilesOfAsync(_target.Options));
    }

    [Fact]
    public async Task A_store_without_rows_counts_as_empty()
    {
        await _target.Maintenance.OpenAsync(Token);
        _target.Database.Dispose();

        await BackupCase.RestoreAsync(_folder, _target.Options);

        Assert.Equal(_files, await _case.FilesOfAsync(_target.Options));
        Assert.False(System.IO.File.Exists(Kept));
    }

    [Fact]
    public async Task A_store_in_use_is_refused()
    {
        await _target.Values.SetAsync("a", "b", Token);

        var refusal = await Assert.ThrowsAsync<IOException>(() => BackupCase.RestoreAsync(_folder, _target.Options, replace: true));

        Assert.Contains($"in use by process {Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("b", await _target.Values.GetAsync("a", Token));
    }

    [Fact]
    public async Task A_store_that_another_program_reads_is_not_pulled_away_from_under_it()
    {
        await HoldAsync();
        using var other = SqliteSession.Open(File, TimeSpan.Zero);
        other.Execute("BEGIN");
        Assert.Equal(1, other.Scalar("SELECT count(*) FROM key_value"));

        var refusal = await Assert.ThrowsAnyAsync<IOException>(() => BackupCase.RestoreAsync(_folder, _target.Options, replace: true));

        Assert.Contains("another program keeps the database locked", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, other.Scalar("SELECT count(*) FROM key_value"));
    }

    [Fact]
    public async Task A_damaged_store_is_replaced_when_asked_and_kept_as_it_is()
    {
        var damaged = Encoding.UTF8.GetBytes(new string('x', 8_192));
        Directory.CreateDirectory(_target.Options.Directory);
        await System.IO.File.WriteAllBytesAsync(File, damaged, Token);
        await System.IO.File.WriteAllBytesAsync(File + "-wal", damaged, Token);

        var refusal = await Assert.ThrowsAsync<StoreNotEmptyException>(() => BackupCase.RestoreAsync(_folder, _target.Options));
        await BackupCase.RestoreAsync(_folder, _target.Options, replace: true);

        Assert.Contains("damaged", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(_files, await _case.FilesOfAsync(_target.Options));
        Assert.Equal(damaged, await System.IO.File.ReadAllBytesAsync(Kept, Token));
    }

    [Fact]
    public async Task A_database_of_another_program_is_not_replaced()
    {
        Directory.CreateDirectory(_target.Options.Directory);
        using (var session = SqliteSession.Open(File, TimeSpan.Zero))
        {
            session.Execute("CREATE TABLE theirs (x)");
        }

        var refusal = await Assert.ThrowsAsync<IOException>(() => BackupCase.RestoreAsync(_folder, _target.Options, replace: true));

        Assert.Contains("another program", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_restore_left_is_in_nobodys_way()
    {
        Directory.CreateDirectory(_target.Options.Directory);
        foreach (var ending in (string[])[".restoring", ".restoring-wal", ".restoring-shm", "-wal"])
        {
            await System.IO.File.WriteAllTextAsync(File + ending, "half", Token);
        }

        await BackupCase.RestoreAsync(_folder, _target.Options);

        Assert.Equal(_files, await _case.FilesOfAsync(_target.Options));
        Assert.Equal(["squeezeflow.db", "squeezeflow.lock", "squeezeflow.pid"], FilesBeside());
    }

    [Fact]
    public async Task A_restore_that_fails_at_any_step_leaves_the_store_as_it_was()
    {
        await HoldAsync();
        var before = await _case.FilesOfAsync(_target.Options);
        var failAt = 0;
        Exception? failure;
        do
        {
            await using (var failing = new FailingRestoration(SqliteRestoration.Begin(_target.Options, replace: true, TimeProvider.System), ++failAt))
            {
                failure = await Record.ExceptionAsync(() => BackupFolder.Open(_folder).RestoreAsync(failing, Token));
            }

            if (failure is not null)
            {
                Assert.Equal($"step {failAt}", failure.Message);
                Assert.Equal(before, await _case.FilesOfAsync(_target.Options));
                Assert.DoesNotContain(FilesBeside(), name => name.Contains("restor", StringComparison.Ordinal));
            }
        }
        while (failure is not null && failAt < 200);

        Assert.Null(failure);
        Assert.InRange(failAt, 20, 199);
        Assert.Equal(_files, await _case.FilesOfAsync(_target.Options));
    }

    [Fact]
    public async Task A_store_that_gives_back_something_else_is_not_put_in_place()
    {
        await HoldAsync();
        var before = await _case.FilesOfAsync(_target.Options);
        var backup = BackupFolder.Open(_folder);
        BackupException failure;
        await using (var restoration = SqliteRestoration.Begin(_target.Options, replace: true, TimeProvider.System))
        {
            await restoration.WriteBarsAsync([Row(Btc, Start + 500_000_000)], Token);
            failure = await Assert.ThrowsAsync<BackupException>(() => backup.RestoreAsync(restoration, Token));
        }

        Assert.StartsWith("bars-1s.csv.gz: the store gives back something else", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, await _case.FilesOfAsync(_target.Options));
    }

    private async Task HoldAsync()
    {
        await _target.Values.SetAsync("held", "yes", Token);
        await _target.Bars.WriteAsync(Write(Row(Btc, Start)), Token);
        _target.Database.Dispose();
    }

    private string[] FilesBeside() => [.. Directory.GetFiles(_target.Options.Directory).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
}
