using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Storage.Sqlite.Engine;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Sqlite;

public sealed class OpenInterestStoreTests
{
    [Fact]
    public async Task Rows_come_back_as_they_were_in_time_order_and_of_one_coin()
    {
        using var store = new StoreFixture();
        OpenInterestRow[] rows =
        [
            new("BTC", OpenInterestScope.Total, "TOTAL_AGG", "", Start + 60_000, 150_000, 3, 0.025, 2, "BYBIT,OKX"),
            new("BTC", OpenInterestScope.Futures, "FUTURES_AGG", "", Start + 60_000, 150_000, 3, null, 2, "BYBIT,OKX"),
            new("BTC", OpenInterestScope.Individual, "BYBIT", "", Start, 100_000, 2, -0.5, 1, "BTCUSDT"),
            new("BTC", OpenInterestScope.Market, "BYBIT", "BTCUSDT", Start, 100_000, 2, null, 1, "BTCUSDT", OpenInterestDoubt.None, Start - 5),
            new("BTC", OpenInterestScope.Market, "OKX", "BTC-USDT-SWAP", Start, double.NaN, double.NaN, null, 1, "BTC-USDT-SWAP", OpenInterestDoubt.Invalid),
        ];
        await store.OpenInterest.WriteAsync([.. rows, rows[0] with { Symbol = "ETH" }], Token);

        var read = await store.OpenInterest.ReadAsync("BTC", Start, Start + 60_001, Token);

        Assert.Equal([Start, Start, Start, Start + 60_000, Start + 60_000], read.Select(row => row.UnixMs));
        Assert.Equal(rows.ToHashSet(), read.ToHashSet());
    }

    [Fact]
    public async Task The_range_excludes_its_end_and_a_row_written_again_replaces_the_first()
    {
        using var store = new StoreFixture();
        var row = new OpenInterestRow("BTC", OpenInterestScope.Total, "TOTAL_AGG", "", Start, 1, 2, null, 1, "OKX");
        await store.OpenInterest.WriteAsync([row, row with { UnixMs = Start + 1 }], Token);
        await store.OpenInterest.WriteAsync([row with { Usd = 5 }], Token);

        var read = await store.OpenInterest.ReadAsync("BTC", Start, Start + 1, Token);

        Assert.Equal(5, Assert.Single(read).Usd);
    }

    [Fact]
    public async Task Rows_go_after_thirty_days()
    {
        using var store = new StoreFixture();
        var row = new OpenInterestRow("BTC", OpenInterestScope.Total, "TOTAL_AGG", "", Start, 1, 2, null, 1, "OKX");
        await store.OpenInterest.WriteAsync([row, row with { Symbol = "ETH" }, row with { UnixMs = Start + 1 }], Token);

        var deleted = await store.Maintenance.PruneAsync(Start + 1 + (30 * 86_400_000L), Token);

        Assert.Equal(2, deleted);
        Assert.Equal(Start + 1, Assert.Single(await store.OpenInterest.ReadAsync("BTC", 0, long.MaxValue, Token)).UnixMs);
    }

    [Fact]
    public async Task The_change_in_percent_can_be_read_with_any_tool()
    {
        using var store = new StoreFixture();
        await store.OpenInterest.WriteAsync([new("BTC", OpenInterestScope.Total, "TOTAL_AGG", "", Start, 1, 2, 0.03, 1, "OKX")], Token);

        var percent = await store.Database.ReadAsync("a test", session => session.Scalar("SELECT oi_change_pct FROM open_interest"), Token);

        Assert.Equal(3, percent);
    }

    [Fact]
    public async Task A_database_of_the_first_version_gets_the_table_and_keeps_its_rows()
    {
        var folder = Folder();
        try
        {
            using (var old = new StoreFixture(folder))
            {
                await old.Bars.WriteAsync(Write(Row(Btc, Start)), Token);
                await old.Database.WriteAsync("a test", session =>
                {
                    OlderFile.Make(session, 1);
                    return 0;
                }, Token);
            }

            using var store = new StoreFixture(folder);
            await store.OpenInterest.WriteAsync([new("BTC", OpenInterestScope.Total, "TOTAL_AGG", "", Start, 1, 2, null, 1, "OKX")], Token);

            Assert.Single(await store.OpenInterest.ReadAsync("BTC", 0, long.MaxValue, Token));
            Assert.Single(await store.ReadAllAsync(Core.Bars.Timeframe.S1));
            Assert.Equal(Schema.Version, await store.Database.ReadAsync("a test", session => session.Scalar("PRAGMA user_version"), Token));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
