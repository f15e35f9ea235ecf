using System.Globalization;
using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Offline.Backtests.Sources;
using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Client.Transfer.Tables;
using SqueezeFlow.Core.Backtest.Limits;

namespace SqueezeFlow.Client.Tests.Backtests.Sources;

/// <summary>Whatever holds the bars, they are the same bars.</summary>
public sealed class BarSourceTests : IDisposable
{
    private static readonly List<RecordedBar> Bars = RandomMarket.Bars(3, 60);
    private readonly BarFolder _folder = new();

    [Fact]
    public async Task A_parquet_file_of_the_same_columns_gives_the_same_bars()
    {
        var path = await WriteParquetAsync("bars.parquet", Bars);

        Assert.Equal(Bars, Read(path).Bars);
    }

    [Fact]
    public async Task A_value_of_a_parquet_file_is_named_as_one_of_a_text_is()
    {
        var path = await WriteParquetAsync("bars.parquet", [.. Bars[..9], Bars[9] with { Close = double.NaN }]);

        var wrong = Assert.Throws<DataFormatException>(() => Read(path));

        Assert.Equal("bars.parquet: line 11, close: found 'NaN', expected a price: a number above 0", wrong.Message);
    }

    [Fact]
    public void A_damaged_parquet_file_is_told()
    {
        var wrong = Assert.Throws<DataFormatException>(() => Read(_folder.Write("bars.parquet", "PAR1 and nothing that ends like one")));

        Assert.StartsWith("bars.parquet: Parquet data: found what cannot be read, expected a whole file", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_names_are_mapped_and_sells_may_be_all_less_the_buys()
    {
        var text = "open_time,o,high,low,close,quote_volume,taker-buy\n" + string.Concat(Bars.Select(bar => string.Create(
            CultureInfo.InvariantCulture,
            $"{bar.OpenSeconds * 1_000},{bar.Open},{bar.High},{bar.Low},{bar.Close},{bar.BuyNotional + bar.SellNotional},{bar.BuyNotional}\n")));
        var path = _folder.Write("klines.csv", text);

        var file = Read(path, "time_s=open_time, open=O, vbuy=taker-buy, vsell=quote_volume-taker-buy");

        Assert.Equal(Bars.Select(bar => (bar.OpenSeconds, bar.Open, bar.BuyNotional)), file.Bars.Select(bar => (bar.OpenSeconds, bar.Open, bar.BuyNotional)));
        Assert.All(Bars.Zip(file.Bars), pair => Assert.Equal(pair.First.SellNotional, pair.Second.SellNotional, 6));
        Assert.Contains(file.Notes, note => note.StartsWith("klines.csv: open_time (time_s) is in milliseconds", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_with_other_names_is_told_what_was_expected_and_how_to_map()
    {
        var path = _folder.Write("klines.csv", "open_time,open,high,low,close\n");

        var wrong = Assert.Throws<DataFormatException>(() => Read(path));
        var half = Assert.Throws<DataFormatException>(() => Read(path, "time_s=open_time,vbuy=tb,vsell=qv-tb"));

        Assert.Contains("without time_s, vbuy, vsell, expected the columns time_s, open, high, low, close, vbuy, vsell in any order and letter case, or --columns OURS=THEIRS", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("without tb, qv, expected the columns open_time, open, high, low, close, tb, qv in any order", half.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_difference_is_named_with_both_cells()
    {
        var path = _folder.Write("klines.csv", "time_s,open,high,low,close,qv,tb\n1735689600,1,1,1,1,5,7\n");

        var wrong = Assert.Throws<DataFormatException>(() => Read(path, "vbuy=tb,vsell=qv-tb"));

        Assert.Equal("klines.csv: line 2, qv-tb (vsell): found '5' less '7', expected an amount in quote units: a number from 0 up", wrong.Message);
    }

    [Fact]
    public void Months_in_a_folder_are_one_market()
    {
        Write("market/2025-02.csv", Bars[30..]);
        Write("market/2025-01.csv", Bars[..32]);
        Write("market/notes.txt", "not bars");

        var file = Read(_folder.PathOf("market"));

        Assert.Equal(Bars, file.Bars);
        Assert.Equal(["2025-01.csv", "2025-02.csv"], file.Files.Select(part => Path.GetFileName(part)!));
        Assert.Contains("market: files overlap: dropped 2 bars that another file has too", file.Notes);
    }

    [Fact]
    public void Files_that_differ_where_they_overlap_are_refused_with_both_names()
    {
        Write("market/a.csv", Bars[..32]);
        Write("market/b.csv", [Bars[31] with { BuyNotional = 1 }, .. Bars[32..]]);

        var wrong = Assert.Throws<DataFormatException>(() => Read(_folder.PathOf("market")));

        Assert.Equal($"b.csv: time_s: found {Bars[31].OpenSeconds}, which a.csv holds with other values, expected files that do not overlap, or agree where they do: leave one of them out of the folder", wrong.Message);
    }

    [Fact]
    public void Files_of_several_markets_or_lengths_are_refused()
    {
        Write("markets/a.csv", "time_s,open,high,low,close,vbuy,vsell,market\n1735689600,1,1,1,1,1,1,A:x\n");
        Write("markets/b.csv", "time_s,open,high,low,close,vbuy,vsell,market\n1735690500,1,1,1,1,1,1,A:y\n");
        Write("lengths/a.csv", Bars[..20]);
        Write("lengths/b.csv", RandomMarket.Bars(4, 20, step: 3_600));

        var markets = Assert.Throws<DataFormatException>(() => Read(_folder.PathOf("markets")));
        var lengths = Assert.Throws<DataFormatException>(() => Read(_folder.PathOf("lengths")));

        Assert.Equal("b.csv: market: found A:y, while a.csv holds A:x, expected files of one market a folder", markets.Message);
        Assert.Equal("b.csv: time_s: found rows 1h apart, while a.csv holds rows 15m apart, expected rows of one length in all files of a folder", lengths.Message);
    }

    [Fact]
    public void A_folder_without_bars_is_refused()
    {
        Directory.CreateDirectory(_folder.PathOf("empty"));

        var wrong = Assert.Throws<DataFormatException>(() => Read(_folder.PathOf("empty")));

        Assert.Contains("found no file of bars, expected files of one market that end in .csv, .csv.gz, .parquet", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bars_that_export_wrote_tell_where_trades_are_missing()
    {
        const string Header = "time,open_unix_ms,market,timeframe,open,high,low,close,buy_notional,sell_notional,buy_count,sell_count,buy_liquidation,sell_liquidation,partial\n";
        var path = _folder.Write("exported.csv", Header + string.Concat(Bars.Select((bar, i) => string.Create(
            CultureInfo.InvariantCulture,
            $"2025-01-01T00:00:00Z,{bar.OpenSeconds * 1_000},BINANCE:x,15m,{(i == 9 ? "NaN,NaN,NaN,NaN" : $"{bar.Open},{bar.High},{bar.Low},{bar.Close}")},{bar.BuyNotional},{bar.SellNotional},0,0,0,0,{(i is 20 or 21 or 40 ? "true" : "false")}\n"))));

        var file = Read(path);

        Assert.Equal(Bars.Where((_, i) => i != 9), file.Bars);
        Assert.Equal("BINANCE:x", file.Market);
        Assert.Equal([new KnownGap(At(20), At(22)), new KnownGap(At(40), At(41))], file.Gaps);
        Assert.Equal(["exported.csv: left out 1 bar of liquidations alone, without a price"], file.Notes);
    }

    public void Dispose() => _folder.Dispose();

    private static long At(int bar) => (RandomMarket.Start + (bar * RandomMarket.Step)) * 1_000;

    private static MarketFile Read(string path, string? columns = null)
    {
        var names = ColumnNames.Own;
        Assert.True(columns is null || ColumnNames.TryRead(columns, out names, out _));
        return BarSource.Read(path, names);
    }

    private void Write(string name, IEnumerable<RecordedBar> bars) => Write(name, RandomMarket.Text(bars));

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.PathOf(name))!);
        _folder.Write(name, text);
    }

    private async Task<string> WriteParquetAsync(string name, IEnumerable<RecordedBar> bars)
    {
        TableColumn[] columns = [TableColumn.Of<long>("time_s"), .. RandomMarket.Header.Split(',')[1..].Select(TableColumn.Of<double>)];
        var path = _folder.PathOf(name);
        await using var file = await TableFile.CreateAsync(path, columns, TestContext.Current.CancellationToken);
        foreach (var bar in bars)
        {
            await file.WriteAsync([bar.OpenSeconds, bar.Open, bar.High, bar.Low, bar.Close, bar.BuyNotional, bar.SellNotional], TestContext.Current.CancellationToken);
        }

        await file.CommitAsync();
        return path;
    }
}
