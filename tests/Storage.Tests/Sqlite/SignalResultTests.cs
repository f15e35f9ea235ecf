using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Storage.Sqlite.Engine;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Sqlite;

public sealed class SignalResultTests : IDisposable
{
    private readonly string _folder = Folder();

    private string File => Path.Combine(_folder, "squeezeflow.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_first_result_stands_and_keeps_what_is_not_known_unknown()
    {
        using var store = new StoreFixture(_folder);
        var (full, bare) = (await GiveAsync(store, 1, SignalOutcome.Filled), await GiveAsync(store, 2, SignalOutcome.Filled));
        var result = new SignalResult(full, Start + 9, 0.1 + 0.2, -12.34567891, -1.5, 7, "sqz-x");

        Assert.True(await store.Results.WriteAsync(result, Token));
        Assert.False(await store.Results.WriteAsync(result with { ProfitUsd = 1 }, Token));
        Assert.True(await store.Results.WriteAsync(new(bare, Start, null, 0, null, 0, null), Token));

        Assert.Equal([result, new(bare, Start, null, 0, null, 0, null)], await store.Results.ReadAsync([full, "other", bare], Token));
    }

    [Fact]
    public async Task A_result_without_a_signal_on_record_is_not_kept()
    {
        using var store = new StoreFixture(_folder);

        Assert.False(await store.Results.WriteAsync(new("sqz-x", Start, null, 1, null, 0, null), Token));
        Assert.Empty(await store.Results.ReadAsync(["sqz-x"], Token));
    }

    [Fact]
    public async Task Awaited_are_entries_that_may_have_opened_a_position_newest_first()
    {
        using var store = new StoreFixture(_folder);
        var closed = await GiveAsync(store, 1, SignalOutcome.Filled);
        var (open, lost) = (await GiveAsync(store, 2, SignalOutcome.Filled), await GiveAsync(store, 3, SignalOutcome.Unknown));
        await GiveAsync(store, 4, SignalOutcome.Rejected);
        await GiveAsync(store, 5, SignalOutcome.Expired);
        await GiveAsync(store, 6, SignalOutcome.Pending);
        await GiveAsync(store, 7, SignalOutcome.Filled, SignalAction.Close);
        await store.Results.WriteAsync(new(closed, Start, null, 1, null, 0, null), Token);

        Assert.Equal([lost, open], await store.Results.ReadAwaitedAsync(10, Token));
        Assert.Equal([lost], await store.Results.ReadAwaitedAsync(1, Token));
    }

    [Fact]
    public async Task Results_go_with_their_signals()
    {
        using var store = new StoreFixture(_folder);
        var (old, young) = (await GiveAsync(store, -1, SignalOutcome.Filled), await GiveAsync(store, 0, SignalOutcome.Filled));
        await store.Results.WriteAsync(new(old, Start + 5, null, 1, null, 0, null), Token);
        await store.Results.WriteAsync(new(young, Start + 5, null, 1, null, 0, null), Token);

        await store.Maintenance.PruneAsync(Start + (30L * 86_400_000), Token);

        Assert.Equal([young], (await store.Results.ReadAsync([old, young], Token)).Select(result => result.SignalId));
    }

    [Fact]
    public async Task A_file_of_an_older_version_keeps_its_signals_and_awaits_their_results()
    {
        string id;
        using (var store = new StoreFixture(_folder))
        {
            id = await GiveAsync(store, 1, SignalOutcome.Filled);
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

    private static async Task<string> GiveAsync(StoreFixture store, long shift, SignalOutcome outcome, SignalAction action = SignalAction.Long)
    {
        var signal = new Signal
        {
            Id = Signal.IdOf("BTCUSDT", Start + shift, action),
            Pair = "BTCUSDT",
            BaseSymbol = "BTC",
            Action = action,
            BarCloseUnixMs = Start + shift,
            Score = 7,
            PositionSizeFactor = 1,
            Leverage = 3,
            EntryPrice = 100,
            Confidence = 0.7,
            Reasoning = "",
        };
        await store.Signals.PublishAsync(new(signal, outcome), Token);
        return signal.Id;
    }
}
