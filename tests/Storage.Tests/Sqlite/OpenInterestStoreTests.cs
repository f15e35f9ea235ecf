using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Storage.Sqlite.Engine;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Sqlite;

public sealed class OpenInterestStoreTests
{
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
