using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Storage.Sqlite.Engine;
using SqueezeFlow.Storage.Tests.Contract;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Sqlite;

public sealed class SignalResultTests : IDisposable
{
    private readonly string _folder = Folder();

    private string File => Path.Combine(_folder, "squeezeflow.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_of_an_older_version_keeps_its_signals_and_awaits_their_results()
    {
        string id;
        using (var store = new StoreFixture(_folder))
        {
            var signal = RecordBattery.Signal("BTC", Start + 1);
            id = signal.Id;
            await store.Signals.PublishAsync(new(signal, SignalOutcome.Filled), Token);
        }

        using (var session = SqliteSession.Open(File, TimeSpan.Zero))
        {
            OlderFile.Make(session, 3);
        }

        using var reopened = new StoreFixture(_folder);

        Assert.Equal([id], await reopened.Results.ReadAwaitedAsync(10, Token));
        Assert.True(await reopened.Results.WriteAsync(new(id, Start, null, 1, null, 0, null), Token));
        Assert.Equal(1, (await reopened.Statistics.ReadAsync(Start, Start + 10, SignalOrigin.All, Token)).Total.Profitable);
    }
}
