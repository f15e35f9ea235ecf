using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Client.Transfer.Importing;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Client.Tests.Transfer;

public sealed class ImportFileTests : IDisposable
{
    private const string Own = "time,open_unix_ms,market,timeframe,open,high,low,close,buy_notional,sell_notional,buy_count,sell_count,buy_liquidation,sell_liquidation,partial\n";
    private const string Trades = "timestamp_ms,exchange,symbol,price,amount,side\n";
    private const string Foreign = "time_s,open,high,low,close,vbuy,vsell\n";

    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("squeezeflow").FullName, "rows.csv");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Theory]
    [InlineData(Own, "line 2", "no row")]
    [InlineData(Own + "t,0,BINANCE,1m,1,1,1,1,1,1,1,1,0,0,false\n", "line 2, market", "'BINANCE'")]
    [InlineData(Own + "t,0,A:b,soon,1,1,1,1,1,1,1,1,0,0,false\n", "line 2, timeframe", "'soon'")]
    [InlineData(Own + "t,x,A:b,1m,1,1,1,1,1,1,1,1,0,0,false\n", "line 2, open_unix_ms", "'x'")]
    [InlineData(Own + "t,0,A:b,1m,1,1,-1,1,1,1,1,1,0,0,false\n", "line 2, low", "'-1'")]
    [InlineData(Own + "t,0,A:b,1m,1,1,1,1,x,1,1,1,0,0,false\n", "line 2, buy_notional", "'x'")]
    [InlineData(Own + "t,60000,A:b,1m,1,1,1,1,1,1,1,1,0,0,false\nt,0,A:b,1m,1,1,1,1,1,1,1,1,0,0,false\n", "line 3, open_unix_ms", "'0'")]
    [InlineData(Trades + "1,A,b,1,1,up\n", "line 2, side", "'up'")]
    [InlineData(Trades + "1,A,b,0,1,buy\n", "line 2, price", "'0'")]
    [InlineData(Trades + "0,A,b,1,1,buy\n", "line 2, timestamp_ms", "'0'")]
    [InlineData(Trades + "1,,b,1,1,buy\n", "line 2, exchange", "nothing")]
    [InlineData(Foreign + "1735689600,1,1,1,1,1,1\n", "rows", "--timeframe")]
    [InlineData("a,b\n1,2\n", "line 1", "without time_s")]
    [InlineData("open_time,open,high,low,close,vbuy,vsell\n", "line 1", "or --columns OURS=THEIRS")]
    public async Task What_will_not_do_is_named_with_line_and_column(string text, string place, string found)
    {
        await File.WriteAllTextAsync(_path, text, TestContext.Current.CancellationToken);

        var fault = await Assert.ThrowsAsync<DataFormatException>(() => ReadAsync(null, null));

        Assert.StartsWith($"rows.csv: {place}", fault.Message, StringComparison.Ordinal);
        Assert.Contains(found, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_name_no_market_need_one()
    {
        await File.WriteAllTextAsync(_path, Foreign + "1735689600,1,1,1,1,1,1\n1735689660,1,1,1,1,1,1\n", TestContext.Current.CancellationToken);

        var fault = await Assert.ThrowsAsync<DataFormatException>(() => ReadAsync(null, null));
        var wrong = await Assert.ThrowsAsync<DataFormatException>(() => ReadAsync(new("A", "b"), Timeframe.M5));
        var series = Assert.Single(await ReadAsync(new("A", "b"), null));

        Assert.Contains("--market", fault.Message, StringComparison.Ordinal);
        Assert.Contains("rows: found 1m apart, expected rows 5m apart", wrong.Message, StringComparison.Ordinal);
        Assert.Equal((new MarketId("A", "b"), Timeframe.M1, 2), (series.Market, series.Timeframe, series.Bars.Count));
    }

    [Fact]
    public async Task Columns_of_others_are_read_by_their_names()
    {
        const string Names = "time_s=open_time,vbuy=taker_buy_quote_volume,vsell=quote_volume-taker_buy_quote_volume";
        const string Rows = "open_time,open,high,low,close,timestamp_ms,quote_volume,taker_buy_quote_volume\n1735689600000,1,3,1,2,5,30,10\n1735689660000,2,2,2,2,5,7,7\n";
        await File.WriteAllTextAsync(_path, Rows, TestContext.Current.CancellationToken);

        var series = Assert.Single(await ReadAsync(new("A", "b"), null, Named(Names)));
        var missing = await Assert.ThrowsAsync<DataFormatException>(() => ReadAsync(new("A", "b"), null, Named("time_s=open_time,vbuy=buys")));

        Assert.Equal(Timeframe.M1, series.Timeframe);
        Assert.Equal([(1735689600000, 3.0, 10.0, 20.0), (1735689660000, 2.0, 7.0, 0.0)], series.Bars.Select(bar => (bar.OpenUnixMs, bar.High, bar.BuyNotional, bar.SellNotional)));
        Assert.Contains("without buys, vsell, expected the columns open_time, open,", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_Parquet_file_is_told()
    {
        await File.WriteAllTextAsync(_path, "PAR1 and no more", TestContext.Current.CancellationToken);

        var fault = await Assert.ThrowsAsync<DataFormatException>(() => ReadAsync(null, null));

        Assert.StartsWith("rows.csv: Parquet data", fault.Message, StringComparison.Ordinal);
    }

    private static ColumnNames Named(string text) => ColumnNames.TryRead(text, out var names, out var fault) ? names : throw new ArgumentException(fault, nameof(text));

    private Task<IReadOnlyList<BarSeries>> ReadAsync(MarketId? market, Timeframe? timeframe, ColumnNames? names = null) =>
        ImportFile.ReadAsync(_path, names ?? ColumnNames.Own, market, timeframe, TestContext.Current.CancellationToken);
}
