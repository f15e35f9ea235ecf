using System.Text.Json;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Storage.Sqlite.Records;
using SqueezeFlow.Storage.Sqlite.GrainState;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Sqlite;

public sealed class RecordTests : IDisposable
{
    private readonly StoreFixture _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_later_outcome_stands_under_the_id_and_a_repeated_pending_does_not_undo_it()
    {
        var signal = Signal("BTC", Start, SignalAction.Long) with { ResetLow = 1.5, SpotCvd = double.NaN };
        await _store.Signals.PublishAsync(new(signal, SignalOutcome.Pending), Token);
        await _store.Signals.PublishAsync(new(signal, SignalOutcome.Filled, null, 101.25), Token);

        await _store.Signals.PublishAsync(new(signal, SignalOutcome.Pending), Token);

        Assert.Equal([new(signal, SignalOutcome.Filled, null, 101.25)], await _store.Signals.ReadAsync(null, 10, Token));
    }

    [Fact]
    public async Task A_signal_is_stored_under_the_names_that_older_files_hold()
    {
        var signal = Signal("BTC", Start, SignalAction.Long);
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

    [Fact]
    public async Task Signals_are_read_newest_first_by_base_coin_and_up_to_a_limit()
    {
        for (var i = 0; i < 5; i++)
        {
            await _store.Signals.PublishAsync(new(Signal("BTC", Start + i, SignalAction.Long), SignalOutcome.Rejected, "why"), Token);
            await _store.Signals.PublishAsync(new(Signal("ETH", Start + i, SignalAction.Long), SignalOutcome.Pending), Token);
        }

        var records = await _store.Signals.ReadAsync("BTC", 3, Token);

        Assert.Equal([Start + 4, Start + 3, Start + 2], records.Select(record => record.Signal.BarCloseUnixMs));
        Assert.All(records, record => Assert.Equal("BTC", record.Signal.BaseSymbol));
    }

    [Fact]
    public async Task All_signals_stream_by_bar_symbol_and_action()
    {
        SignalAction[] actions = [SignalAction.Close, SignalAction.Short, SignalAction.Long];
        var signals = (from i in Enumerable.Range(0, 400)
                       from name in (string[])["SOL", "BTC", "aBTC"]
                       select Signal(name, Start + (i * 37 % 100), actions[i % 3])).DistinctBy(signal => signal.Id).ToArray();
        foreach (var signal in signals)
        {
            await _store.Signals.PublishAsync(new(signal, SignalOutcome.Pending), Token);
        }

        var read = new List<Signal>();
        await foreach (var record in _store.Signals.ReadAllAsync(Token))
        {
            read.Add(record.Signal);
        }

        Assert.Equal(
            signals.OrderBy(signal => signal.BarCloseUnixMs).ThenBy(signal => signal.Pair, StringComparer.Ordinal).ThenBy(signal => signal.Action),
            read);
    }

    [Fact]
    public async Task The_end_of_a_cycle_is_kept_for_watchdogs()
    {
        await _store.Signals.MarkActivityAsync(DateTimeOffset.FromUnixTimeMilliseconds(Start), Token);

        Assert.Equal("2025-01-01T00:00:00.0000000Z", await _store.Values.GetAsync("signals.last_activity", Token));
    }

    [Fact]
    public async Task A_value_is_replaced_and_a_missing_one_is_null()
    {
        await _store.Values.SetAsync("a", "1", Token);

        await _store.Values.SetAsync("a", "zwei ✓", Token);

        Assert.Equal("zwei ✓", await _store.Values.GetAsync("a", Token));
        Assert.Null(await _store.Values.GetAsync("A", Token));
    }

    [Fact]
    public async Task A_new_paper_account_has_no_books()
    {
        Assert.Null(await _store.Paper.LoadAsync(Token));
    }

    [Fact]
    public async Task The_books_keep_every_digit_of_money_and_the_order_of_opening()
    {
        var first = Position("1", Start);
        var second = Position("2", Start + 1) with { Quantity = 0.0000000000000000000000000001m };
        var closed = first with { ClosedUnixMs = Start + 9, ExitPrice = 101.10m, ProfitUsd = -0.12345678901234567890m, ExitReason = "sqz-x" };
        await _store.Paper.SaveAsync(1_000m, null, Token);
        await _store.Paper.SaveAsync(900.10m, first, Token);
        await _store.Paper.SaveAsync(800m, second, Token);

        await _store.Paper.SaveAsync(10_000.123456789012345678m, closed, Token);

        var books = await _store.Paper.LoadAsync(Token);
        Assert.Equal(10_000.123456789012345678m, books!.CashUsd);
        Assert.Equal([closed, second], books.Positions);
    }

    [Fact]
    public async Task Each_paper_account_has_books_of_its_own_that_keep_every_digit_and_the_order_of_opening()
    {
        var ledgers = new SqlitePaperLedgers(_store.Database, _store.Paper);
        var (alts, other) = (ledgers.LedgerOf("alts"), ledgers.LedgerOf("alt"));
        Assert.Null(await alts.LoadAsync(Token));
        var second = Position("2", Start + 1) with { Quantity = 0.0000000000000000000000000001m };
        var closed = Position("1", Start) with { ClosedUnixMs = Start + 9, ExitPrice = 101.10m, ProfitUsd = -0.12345678901234567890m, ExitReason = "sqz-x" };
        var tenth = Position("10", Start + 2);
        await alts.SaveAsync(1_000m, null, Token);
        await alts.SaveAsync(900m, Position("1", Start), Token);
        await alts.SaveAsync(800m, tenth, Token);
        await alts.SaveAsync(700m, second, Token);

        await alts.SaveAsync(10_000.123456789012345678m, closed, Token);
        await other.SaveAsync(5m, null, Token);

        var books = await new SqlitePaperLedgers(_store.Database, _store.Paper).LedgerOf("alts").LoadAsync(Token);
        Assert.Equal(10_000.123456789012345678m, books!.CashUsd);
        Assert.Equal([closed, second, tenth], books.Positions);
        Assert.Equal((5m, 0), await other.LoadAsync(Token) is { } few ? (few.CashUsd, few.Positions.Count) : default);
        Assert.Null(await ledgers.LedgerOf("main").LoadAsync(Token));
        Assert.Same(_store.Paper, ledgers.LedgerOf("main"));
    }

    private static IEnumerable<string> NamesOf(string body)
    {
        using var document = JsonDocument.Parse(body);
        return [.. document.RootElement.EnumerateObject().Select(property => property.Name)];
    }

    private static Signal Signal(string coin, long barClose, SignalAction action) => new()
    {
        Id = Core.Signals.Signal.IdOf(coin + "USDT", barClose, action),
        Pair = coin + "USDT",
        BaseSymbol = coin,
        Action = action,
        BarCloseUnixMs = barClose,
        Score = 7.25,
        PositionSizeFactor = 1.5,
        Leverage = 3,
        EntryPrice = 0.1 + 0.2,
        Confidence = 0.725,
        Reasoning = "spot leads — \"why\"",
    };

    private static Position Position(string id, long opened) => new()
    {
        TradeId = id,
        Tag = "sqz-" + id,
        BaseSymbol = "BTC",
        Side = PositionSide.Short,
        Quantity = 1.50m,
        EntryPrice = 100.00m,
        Leverage = 2,
        StakeUsd = 75m,
        EntryFeeUsd = 0.05m,
        OpenedUnixMs = opened,
    };
}
