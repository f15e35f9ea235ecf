using SqueezeFlow.Storage.Sqlite.Engine;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Sqlite;

public sealed class OpeningTests : IDisposable
{
    private readonly string _folder = Folder();

    private string File => Path.Combine(_folder, "squeezeflow.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_newer_schema_is_refused_with_both_versions_and_left_alone()
    {
        await CreateAsync($"PRAGMA user_version = {Schema.Version + 1}");
        using var store = new StoreFixture(_folder);

        var refusal = await Assert.ThrowsAsync<IOException>(() => store.Maintenance.OpenAsync(Token));

        Assert.Contains($"version {Schema.Version + 1}, this program knows up to {Schema.Version}", refusal.Message, StringComparison.Ordinal);
        using var session = SqliteSession.Open(File, TimeSpan.Zero);
        Assert.Equal(Schema.Version + 1, session.Scalar("PRAGMA user_version"));
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused()
    {
        Directory.CreateDirectory(_folder);
        using (var session = SqliteSession.Open(File, TimeSpan.Zero))
        {
            session.Execute("CREATE TABLE theirs (x)");
        }

        using var store = new StoreFixture(_folder);

        var refusal = await Assert.ThrowsAsync<IOException>(() => store.Maintenance.OpenAsync(Token));

        Assert.Contains("another program", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_half_made_database_is_completed()
    {
        Directory.CreateDirectory(_folder);
        using (var session = SqliteSession.Open(File, TimeSpan.Zero))
        {
            session.Execute("PRAGMA journal_mode = WAL");
        }

        using var store = new StoreFixture(_folder);
        await store.Values.SetAsync("a", "b", Token);

        Assert.Equal("b", await store.Values.GetAsync("a", Token));
    }

    [Fact]
    public async Task A_second_store_on_the_same_folder_is_refused_until_the_first_closes()
    {
        var first = new StoreFixture(_folder);
        await first.Maintenance.OpenAsync(Token);
        using var second = new StoreFixture(_folder);

        var refusal = await Assert.ThrowsAsync<IOException>(() => second.Maintenance.OpenAsync(Token));

        Assert.Contains($"in use by process {Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
        first.Dispose();
        await second.Values.SetAsync("a", "b", Token);
        Assert.Equal("b", await second.Values.GetAsync("a", Token));
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        var store = new StoreFixture(_folder);
        await store.Maintenance.OpenAsync(Token);
        store.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Values.SetAsync("a", "b", Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Values.GetAsync("a", Token));
    }

    private async Task CreateAsync(string afterwards)
    {
        using (var store = new StoreFixture(_folder))
        {
            await store.Maintenance.OpenAsync(Token);
        }

        using var session = SqliteSession.Open(File, TimeSpan.Zero);
        session.Execute(afterwards);
    }
}
