using SqueezeFlow.Core.Flow.OpenInterest;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Contract;

/// <summary>What every store of open interest must do.</summary>
public abstract class OpenInterestStoreContract
{
    private static readonly OpenInterestRow Total = new("BTC", OpenInterestScope.Total, "TOTAL_AGG", "", Start, 150_000, 3, 0.025, 2, "BYBIT,OKX");

    [Fact]
    public async Task Rows_come_back_as_they_were_in_time_order_and_of_one_coin()
    {
        await using var store = await OpenAsync();
        OpenInterestRow[] rows =
        [
            Total with { UnixMs = Start + 60_000 },
            new("BTC", OpenInterestScope.Futures, "FUTURES_AGG", "", Start + 60_000, 1.0 / 3, 3, null, 2, "BYBIT,OKX"),
            new("BTC", OpenInterestScope.Individual, "BYBIT", "", Start, 100_000, 2, -0.5, 1, "BTCUSDT"),
            new("BTC", OpenInterestScope.Market, "BYBIT", "BTCUSDT", Start, 100_000, 2, null, 1, "BTCUSDT", OpenInterestDoubt.None, Start - 5),
            new("BTC", OpenInterestScope.Market, "OKX", "BTC-USDT-SWAP", Start, double.NaN, double.NaN, null, 1, "BTC-USDT-SWAP", OpenInterestDoubt.Invalid),
        ];
        await store.OpenInterest.WriteAsync([.. rows, rows[0] with { Symbol = "ETH" }, rows[0] with { Symbol = "$WIF, 'x' = 1" }], Token);

        var read = await store.OpenInterest.ReadAsync("BTC", Start, Start + 60_001, Token);

        Assert.Equal([Start, Start, Start, Start + 60_000, Start + 60_000], read.Select(row => row.UnixMs));
        Assert.Equal(rows.ToHashSet(), read.ToHashSet());
        Assert.Equal("$WIF, 'x' = 1", Assert.Single(await store.OpenInterest.ReadAsync("$WIF, 'x' = 1", Start, Start + 60_001, Token)).Symbol);
    }

    [Fact]
    public async Task The_range_excludes_its_end_and_a_row_written_again_replaces_the_first_whole()
    {
        await using var store = await OpenAsync();
        await store.OpenInterest.WriteAsync([Total with { Flag = OpenInterestDoubt.Jump }, Total with { UnixMs = Start + 1 }], Token);
        var again = Total with { Usd = 5, Coins = double.NaN, Change24h = null, Count = 1, Members = "OKX" };
        await store.OpenInterest.WriteAsync([again], Token);

        Assert.Equal([again], await store.OpenInterest.ReadAsync("BTC", Start, Start + 1, Token));
    }

    [Fact]
    public async Task Nothing_is_written_and_nothing_found_without_trouble()
    {
        await using var store = await OpenAsync();
        await store.OpenInterest.WriteAsync([], Token);

        Assert.Empty(await store.OpenInterest.ReadAsync("BTC", 0, long.MaxValue, Token));
        Assert.Empty(await store.OpenInterest.ReadAsync("", long.MinValue, long.MaxValue, Token));
    }

    private protected abstract Task<IContractStore> OpenAsync();
}
