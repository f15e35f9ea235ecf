using System.Globalization;
using System.IO.Compression;
using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Transfer.Importing;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Client.Tests.Transfer;

/// <summary>Recorded files, read for an import, against sums that are made of their text alone.</summary>
public sealed class SharedFileTests
{
    [Theory]
    [InlineData("perp_1m/BINANCE_FUTURES_AVAXUSDT_1m_2023-09.csv.gz", "BINANCE_FUTURES:avaxusdt", "1m", 43_200)]
    [InlineData("spot_15m/BINANCE_BTCUSDT_15m_2025.csv.gz", "BINANCE:btcusdt", "15m", 35_232)]
    [InlineData("spot_1h/BINANCE_ETHUSDT_1h_2022H1.csv.gz", "BINANCE:ethusdt", "1h", 4_344)]
    public async Task Bars_hold_what_the_file_holds_and_longer_ones_the_same(string name, string market, string timeframe, int rows)
    {
        var path = SharedData.Require("data", "bars", name);
        var lines = LinesOf(path).Select(line => line.Split(',')).ToList();

        var series = Assert.Single(await ImportFile.ReadAsync(path, ColumnNames.Own, null, null, TestContext.Current.CancellationToken));

        Assert.Equal((market, timeframe, rows), (series.Market.ToString(), series.Timeframe.ToString(), series.Bars.Count));
        AssertClose(lines.Sum(cells => Number(cells[6])), series.Bars.Sum(bar => bar.BuyNotional));
        AssertClose(lines.Sum(cells => Number(cells[7])), series.Bars.Sum(bar => bar.SellNotional));
        Assert.Equal(lines.Max(cells => (double)Number(cells[3])), series.Bars.Max(bar => bar.High));
        foreach (var longer in series.Longer())
        {
            var (from, to) = (longer.Bars[0].OpenUnixMs, longer.Timeframe.Close(longer.Bars[^1].OpenUnixMs));
            var within = lines.Where(cells => long.Parse(cells[0], null) * 1_000 is var opens && opens >= from && opens < to).ToList();
            AssertClose(within.Sum(cells => Number(cells[6])), longer.Bars.Sum(bar => bar.BuyNotional));
            AssertClose(within.Sum(cells => Number(cells[7])), longer.Bars.Sum(bar => bar.SellNotional));
            Assert.InRange(lines.Count - within.Count, 0, 2 * (longer.Timeframe.Milliseconds / series.Timeframe.Milliseconds));
        }
    }

    [Theory]
    [InlineData("binance_6markets_20240808.csv.gz", 6, 55_270)]
    [InlineData("coinbase_btcusd_20230905.csv.gz", 1, 5_882)]
    [InlineData("gemini_ethusd_20210701.csv.gz", 1, 25_222)]
    [InlineData("multi_exchange_captures_2021_2022.csv.gz", -1, 754)]
    public async Task Trades_make_the_bars_that_the_text_of_the_file_makes(string name, int markets, int rows)
    {
        var path = SharedData.Require("data", "ticks", name);
        var trades = LinesOf(path).Select(line => line.Split(',')).ToLookup(cells => MarketId.Parse($"{cells[1]}:{cells[2]}"));

        var series = await ImportFile.ReadAsync(path, ColumnNames.Own, null, null, TestContext.Current.CancellationToken);

        Assert.Equal(trades.Select(market => market.Key).Order(), series.Select(one => one.Market).Order());
        Assert.True(markets < 0 || series.Count == markets, $"expected {markets} markets, found {series.Count}");
        Assert.Equal(rows, series.Sum(one => one.Bars.Sum(bar => bar.BuyCount + bar.SellCount)));
        foreach (var one in series)
        {
            AssertBars(trades[one.Market], one.Bars);
        }
    }

    [Fact]
    public async Task A_market_is_chosen_among_several_and_named_where_there_is_one()
    {
        var ticks = SharedData.Require("data", "ticks", "binance_6markets_20240808.csv.gz");
        var bars = SharedData.Require("data", "bars", "spot_30m", "BINANCE_AVAXUSDT_30m_2024-02.csv.gz");
        var (chosen, other) = (MarketId.Parse("BINANCE:ethusdt"), MarketId.Parse("OTHER:name"));

        var one = Assert.Single(await ImportFile.ReadAsync(ticks, ColumnNames.Own, chosen, null, TestContext.Current.CancellationToken));
        var renamed = Assert.Single(await ImportFile.ReadAsync(bars, ColumnNames.Own, other, Timeframe.M30, TestContext.Current.CancellationToken));
        var fault = await Assert.ThrowsAsync<Client.Offline.Reading.DataFormatException>(
            () => ImportFile.ReadAsync(ticks, ColumnNames.Own, other, null, TestContext.Current.CancellationToken));

        Assert.Equal((chosen, 6_106L), (one.Market, one.Bars.Sum(bar => bar.BuyCount + bar.SellCount)));
        Assert.Equal(other, renamed.Market);
        Assert.Contains("BINANCE:btcusdt", fault.Message, StringComparison.Ordinal);
    }

    private static void AssertBars(IEnumerable<string[]> trades, IReadOnlyList<Bar> bars)
    {
        var seconds = trades.GroupBy(cells => long.Parse(cells[0], null) / 1_000).OrderBy(second => second.Key).ToList();
        Assert.Equal(seconds.Select(second => second.Key * 1_000), bars.Select(bar => bar.OpenUnixMs));
        foreach (var (second, bar) in seconds.Zip(bars))
        {
            var ordered = second.OrderBy(cells => long.Parse(cells[0], null)).ToList();
            var prices = ordered.Select(cells => double.Parse(cells[3], CultureInfo.InvariantCulture)).ToList();
            Assert.Equal((prices[0], prices.Max(), prices.Min(), prices[^1]), (bar.Open, bar.High, bar.Low, bar.Close));
            AssertClose(NotionalOf(ordered, "buy"), bar.BuyNotional);
            AssertClose(NotionalOf(ordered, "sell"), bar.SellNotional);
            Assert.Equal((ordered.Count(cells => cells[5] == "buy"), ordered.Count(cells => cells[5] == "sell")), (bar.BuyCount, bar.SellCount));
        }
    }

    private static decimal NotionalOf(IEnumerable<string[]> trades, string side) =>
        trades.Where(cells => cells[5] == side).Sum(cells => Number(cells[3]) * Number(cells[4]));

    private static void AssertClose(decimal expected, double found) =>
        Assert.True(Math.Abs((double)expected - found) <= 1e-12 * Math.Abs((double)expected), string.Create(CultureInfo.InvariantCulture, $"expected {expected}, found {found:R}"));

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static IEnumerable<string> LinesOf(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
