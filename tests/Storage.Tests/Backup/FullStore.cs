using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Storage.Sqlite.Engine;
using SqueezeFlow.Storage.Sqlite.GrainState;
using SqueezeFlow.Storage.Tests.Sqlite;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Backup;

/// <summary>Fills a store with everything that it can hold, awkward values among it.</summary>
internal static class FullStore
{
    public static readonly MarketId[] Markets =
    [
        Btc,
        BtcPerp,
        new("bitget", "he said \"1,000\""),
        new("X:Y", "two\nlines,\r\none comma"),
        new("ÜBUNG", "龙/USDT 🐉"),
        new("Z", " spaces "),
    ];

    /// <summary>A store in a folder of its own that holds some of everything.</summary>
    public static async Task<StoreFixture> CreateAsync(int seconds = 30)
    {
        var store = new StoreFixture();
        await FillAsync(store, seconds);
        return store;
    }

    public static async Task FillAsync(StoreFixture store, int seconds = 30)
    {
        await store.Bars.WriteAsync(new([.. Bars(seconds)], [.. Runs()], [.. Gaps()]), Token);
        await store.OpenInterest.WriteAsync(OpenInterest, Token);
        await store.Signals.PublishAsync(new(Signal(1, double.NaN), SignalOutcome.Filled, "at \"once\"\n", 0.1 + 0.2), Token);
        await store.Signals.PublishAsync(new(Signal(2, 5.5), SignalOutcome.Pending), Token);
        await store.Database.WriteAsync("a test", AddResult, Token);
        await store.Paper.SaveAsync(10_000.123456789012345678m, Position("1") with { ClosedUnixMs = Start + 9, ExitPrice = 101.10m, ProfitUsd = -0.10m, ExitReason = "x" }, Token);
        await store.Paper.SaveAsync(9_000.00m, Position("2") with { Quantity = 0.0000000000000000000000000001m }, Token);
        await store.Values.SetAsync("note \"é\"", "line\nline\t\u2028 龙", Token);
        await store.Values.SetAsync("empty", "", Token);
        var states = new SqliteGrainStorage("state", store.Database, new ReadableGrainStateSerializer(), null);
        var state = new GrainState<Note> { State = new() { Text = "a \"b\"" } };
        await states.WriteStateAsync("note", GrainId.Create("symbol", "BTC"), state);
        await states.WriteStateAsync("note", GrainId.Create("symbol", "BTC"), state);

        // What is older than a day goes, and leaves its mark.
        await store.Bars.WriteAsync(Write(Row(Btc, Start - 200_000_000)), Token);
        await store.Maintenance.PruneAsync(Start, Token);
    }

    private static int AddResult(SqliteSession session)
    {
        session.Execute($"INSERT INTO signal_result VALUES ('sqz-1', {Start + 9}, NULL, -0.1, 1e-300, 7, 'why \"so\"')");
        session.Execute($"INSERT INTO signal_step VALUES (7, 'sqz-1', {Start}123, {Start + 9}, 'Refused', 'why \"so\"', 'price', NULL, NULL, '{{\"found\":0.1}}')");
        session.Execute($"INSERT INTO signal_step VALUES (9, 'sqz-9', -1, {Start}, 'Closed', '', NULL, '龙', 'sqz-1', NULL)");
        return 0;
    }

    private static IEnumerable<BarRow> Bars(int seconds)
    {
        foreach (var (market, place) in Markets.Select((market, place) => (market, place)))
        {
            for (var i = 0; i < seconds; i++)
            {
                yield return Row(market, Start + (i * 1_000L), (1.0 / 3) + place + i);
            }

            foreach (var timeframe in Timeframe.Stored.Skip(1))
            {
                yield return new(market, timeframe, Bar(Start, 0.1 + place), IsImported: place % 2 == 0);
            }
        }

        yield return new(Btc, Timeframe.M1, new(Start + 60_000, double.NaN, double.NaN, double.NaN, double.NaN, 0, 0, 0, 0, 12.5, -0.0));
        yield return new(Btc, Timeframe.M1, new(Start + 120_000, 1, double.MaxValue, double.Epsilon, 1e15 + 1, double.MaxValue, 1e-300, long.MaxValue, long.MaxValue, 0, 0));
        yield return new(Btc, new Timeframe(7 * 60_000), Bar(Start));
        yield return new(Btc, Timeframe.D1, Bar(-86_400_000));
    }

    private static IEnumerable<LedgerRun> Runs() => Markets.SelectMany(market => new[]
    {
        Run(market, Start, Start + 60_000, long.MaxValue) with { FeedId = "a \"feed\", 1" },
        Run(market, Start + 60_000, Start + 120_000) with { BuyNotional = double.NaN, State = LedgerState.Partial, Proof = ProofKind.Connection },
    });

    private static IEnumerable<Gap> Gaps() => Markets.SelectMany(market => new[]
    {
        Gap(market, Start, Start + 5),
        Gap(market, Start + 9, Start + 10, "GET /trades?a=1&b=\"2\"") with { Missing = null, BeforeId = long.MaxValue },
    });

    private static OpenInterestRow[] OpenInterest { get; } =
    [
        new("龙", OpenInterestScope.Total, "TOTAL_AGG", "", Start, 150_000.1, 3, 0.1 + 0.2, 2, "BYBIT,OKX"),
        new("BTC", OpenInterestScope.Market, "OKX", "BTC-USDT-SWAP", Start, double.NaN, double.NaN, null, 1, "BTC-USDT-SWAP", OpenInterestDoubt.Invalid, Start - 5),
    ];

    private static Signal Signal(int bar, double spotCvd) => new()
    {
        Id = $"sqz-{bar}",
        Pair = "BTCUSDT",
        BaseSymbol = "BTC",
        Action = SignalAction.Long,
        BarCloseUnixMs = Start + bar,
        Score = 7.25,
        PositionSizeFactor = 1.5,
        Leverage = 3,
        EntryPrice = 0.1 + 0.2,
        Confidence = 0.725,
        Reasoning = "spot leads — \"why\"",
        SpotCvd = spotCvd,
    };

    private static Position Position(string id) => new()
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
        OpenedUnixMs = Start,
    };

    public sealed class Note
    {
        public string Text { get; set; } = "";
    }
}
