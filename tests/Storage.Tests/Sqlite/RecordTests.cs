using System.Text.Json;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Storage.Sqlite.GrainState;
using SqueezeFlow.Storage.Tests.Contract;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Sqlite;

public sealed class RecordTests : IDisposable
{
    private readonly StoreFixture _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_signal_is_stored_under_the_names_that_older_files_hold()
    {
        var signal = RecordBattery.Signal("BTC", Start);
        await _store.Signals.PublishAsync(new(signal, SignalOutcome.Pending), Token);

        var body = await _store.Database.ReadAsync(
            "a test",
            session =>
            {
                using var row = session.Prepare("SELECT body FROM signal");
                return row.Step() ? row.Text(0) : "";
            },
            Token);

        string[] names =
        [
            "Id", "Symbol", "BaseSymbol", "Action", "BarCloseUnixMs", "Score", "PositionSizeFactor", "Leverage", "EntryPrice", "Confidence", "Reasoning",
            "TtlSeconds", "PositionId", "TradeId", "SpotCvd", "PerpCvd", "ResetLow", "ResetHigh", "Source",
        ];
        Assert.Equal(names, NamesOf(body));
        Assert.Equal(names, NamesOf(new ReadableGrainStateSerializer().Serialize(signal).ToString()));
    }

    private static IEnumerable<string> NamesOf(string body)
    {
        using var document = JsonDocument.Parse(body);
        return [.. document.RootElement.EnumerateObject().Select(property => property.Name)];
    }
}
