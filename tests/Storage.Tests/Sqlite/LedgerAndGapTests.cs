using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Sqlite;

public sealed class LedgerAndGapTests : IDisposable
{
    private readonly StoreFixture _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Ledger_rows_that_touch_the_range_come_back_in_time_order()
    {
        var first = Run(Btc, Start, Start + 60_000);
        var second = Run(Btc, Start + 60_000, Start + 180_000);
        var third = Run(Btc, Start + 180_000, Start + 240_000);
        await _store.Bars.WriteAsync(new([], [third, first, second, Run(BtcPerp, Start, Start + 60_000)], []), Token);

        var runs = await _store.Bars.ReadLedgerAsync(Btc, Start + 60_000, Start + 180_001, Token);

        Assert.Equal([second, third], runs);
    }

    [Fact]
    public async Task A_run_that_grew_replaces_its_shorter_self()
    {
        await _store.Bars.WriteAsync(new([], [Run(Btc, Start, Start + 60_000)], []), Token);

        await _store.Bars.WriteAsync(new([], [Run(Btc, Start, Start + 120_000, 25)], []), Token);

        Assert.Equal([Run(Btc, Start, Start + 120_000, 25)], await _store.Bars.ReadLedgerAsync(Btc, Start, Start + 1, Token));
    }

    [Fact]
    public async Task A_filled_gap_replaces_the_open_one()
    {
        await _store.Bars.WriteAsync(new([], [], [Gap(Btc, Start, Start + 500)]), Token);

        await _store.Bars.WriteAsync(new([], [], [Gap(Btc, Start, Start + 500, "GET /aggTrades?fromId=42")]), Token);

        Assert.Equal([Gap(Btc, Start, Start + 500, "GET /aggTrades?fromId=42")], await _store.Bars.ReadGapsAsync(Btc, Start, Start + 1, Token));
    }

    [Fact]
    public async Task Gaps_of_all_markets_come_in_time_order_and_those_of_one_alone()
    {
        var late = Gap(Btc, Start + 2_000, Start + 3_000);
        var early = Gap(BtcPerp, Start, Start + 1_000) with { Missing = null };
        await _store.Bars.WriteAsync(new([], [], [late, early, Gap(Btc, Start + 90_000, Start + 91_000)]), Token);

        Assert.Equal([early, late], await _store.Bars.ReadGapsAsync(null, Start, Start + 60_000, Token));
        Assert.Equal([late], await _store.Bars.ReadGapsAsync(Btc, Start, Start + 60_000, Token));
    }
}
