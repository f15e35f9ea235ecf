using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Storage.Sqlite.Engine;
using SqueezeFlow.Storage.Tests.Contract;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Sqlite;

public sealed class SignalTrailTests : IDisposable
{
    private readonly string _folder = Folder();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_of_an_older_version_takes_steps()
    {
        using (var store = new StoreFixture(_folder))
        {
            await store.Signals.PublishAsync(new(RecordBattery.Signal("BTC", Start), SignalOutcome.Filled), Token);
        }

        using (var session = SqliteSession.Open(Path.Combine(_folder, "squeezeflow.db"), TimeSpan.Zero))
        {
            OlderFile.Make(session, 4);
        }

        using var reopened = new StoreFixture(_folder);
        await reopened.Trail.AppendAsync([TrailBattery.Step(RecordBattery.Signal("BTC", Start).Id, 1, StepKind.Filled)], Token);

        Assert.Single(await reopened.Trail.ReadAsync(RecordBattery.Signal("BTC", Start).Id, Token));
    }
}
