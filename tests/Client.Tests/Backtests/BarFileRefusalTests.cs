using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Offline.Reading;

namespace SqueezeFlow.Client.Tests.Backtests;

/// <summary>What cannot be a bar is refused with file, line, column, value and what would do.</summary>
public sealed class BarFileRefusalTests : IDisposable
{
    private const int Line = 12;
    private readonly BarFolder _folder = new();

    [Theory]
    [InlineData("close", "NaN", "a price: a number above 0")]
    [InlineData("open", "0", "a price: a number above 0")]
    [InlineData("open", "-5", "a price: a number above 0")]
    [InlineData("high", "Infinity", "a price: a number above 0")]
    [InlineData("high", "1e999", "a price: a number above 0")]
    [InlineData("low", "", "a price: a number above 0")]
    [InlineData("close", "1 000", "a price: a number above 0")]
    [InlineData("close", "oops", "a price: a number above 0")]
    [InlineData("vbuy", "NaN", "an amount in quote units: a number from 0 up")]
    [InlineData("vbuy", "inf", "an amount in quote units: a number from 0 up")]
    [InlineData("vbuy", "", "an amount in quote units: a number from 0 up")]
    [InlineData("vsell", "-1000000", "an amount in quote units: a number from 0 up")]
    [InlineData("vsell", "1e300", "an amount in quote units: a number from 0 up")]
    [InlineData("high", "1", "the highest price: not below open, low or close")]
    [InlineData("low", "1000", "the lowest price: not above open, high or close")]
    [InlineData("time_s", "1735689600.9", "a time from 2009 to 2099")]
    [InlineData("time_s", "1.735690e+09", "a time from 2009 to 2099")]
    [InlineData("time_s", "45658", "a time from 2009 to 2099")]
    [InlineData("time_s", "01/02/2025 00:00", "a time from 2009 to 2099")]
    [InlineData("time_s", "2025-13-01T00:00:00Z", "a time from 2009 to 2099")]
    [InlineData("time_s", "", "a time from 2009 to 2099")]
    [InlineData("time_s", "1735698600000", "seconds as in the rows before, not milliseconds")]
    [InlineData("time_s", "1735698605", "a multiple of 15m 0s, which the rows are apart")]
    public void A_cell_is_named_with_its_line_and_what_would_do(string column, string value, string allowed)
    {
        var path = _folder.Write("bars.csv", TextWith(column, value));

        var wrong = Assert.Throws<DataFormatException>(() => BarFile.Read(path));

        Assert.StartsWith($"bars.csv: line {Line}, {column}: found ", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, wrong.Message, StringComparison.Ordinal);
        if (!allowed.StartsWith("a multiple", StringComparison.Ordinal))
        {
            Assert.Contains(value.Length == 0 ? "found nothing" : $"'{value}'", wrong.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Missing_columns_are_told_with_the_names_that_were_found()
    {
        var path = _folder.Write("bars.csv", "Timestamp,Open,HIGH,Low,Volume\n1,2,3,4,5\n");

        var wrong = Assert.Throws<DataFormatException>(() => BarFile.Read(path));

        Assert.Equal(
            "bars.csv: line 1: found the columns Timestamp, Open, HIGH, Low, Volume, without time_s, close, vbuy, vsell, " +
            "expected the columns time_s, open, high, low, close, vbuy, vsell in any order and letter case",
            wrong.Message);
    }

    [Theory]
    [InlineData("", "bars.csv: line 1: found nothing, without time_s, open")]
    [InlineData("time_s,open,high,low,close,vbuy,vsell\n", "bars.csv: line 2: found no row, expected at least one after the names")]
    [InlineData("time_s,open,high,low,close,Close,vbuy,vsell\n1,1,1,1,1,1,1,1\n", "close more than once")]
    [InlineData("time_s,open,high,low,close,vbuy,vsell\n1735689600,1,1,1,1,1,1\n1735690500,1,1\n", "bars.csv: line 3: found 3 fields, expected 7 fields as in the header")]
    [InlineData("time_s,open,high,low,close,vbuy,vsell\n1735689600,1,1,1,1,1,1\n\n\n1735690500,1,1,1,1,1,1\n", "bars.csv: line 3: found a blank line with rows after it")]
    [InlineData("time_s,open,high,low,close,vbuy,vsell\n1735689600,\"1,1,1,1,1,1\n1735690500,1,1,1,1,1,1\n", "bars.csv: line 2: found a quote without its end on the line")]
    [InlineData("time_s,open,high,low,close,vbuy,vsell\n1735689600,1,1,1,1,1,1\n1735689600,1,1,1,1,1,2\n", "bars.csv: line 3, time_s: found 1735689600 again, with other values than line 2, expected each time once")]
    [InlineData("time_s,open,high,low,close,vbuy,vsell\n1735689600,1,1,1,1,0,0\n1735690500,1,1,1,1,0,0\n", "bars.csv: lines 2 to 3, vbuy and vsell: found 0 in every row")]
    [InlineData("time_s,open,high,low,close,vbuy,vsell\n1735689600,1,1,1,1,5,0\n1735690500,1,1,1,1,5,0\n", "bars.csv: lines 2 to 3, vsell: found 0 in every row")]
    [InlineData("time_s,open,high,low,close,vbuy,vsell\n1735689660,1,1,1,1,1,1\n1735690560,1,1,1,1,1,1\n", "bars.csv: line 2, time_s: found '1735689660', 1m 0s off the grid")]
    [InlineData("time_s,market,open,high,low,close,vbuy,vsell\n1735689600,A:b,1,1,1,1,1,1\n1735690500,A:c,1,1,1,1,1,1\n", "bars.csv: line 3, market: found 'A:c', expected 'A:b' as in the rows before")]
    public void A_file_is_refused_with_its_place(string text, string message)
    {
        var wrong = Assert.Throws<DataFormatException>(() => BarFile.Read(_folder.Write("bars.csv", text)));

        Assert.Contains(message, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_of_two_bytes_a_letter_without_its_mark_is_no_missing_column()
    {
        var path = _folder.Write("bars.csv", System.Text.Encoding.Unicode.GetBytes(RandomMarket.Header + "\n"));

        var wrong = Assert.Throws<DataFormatException>(() => BarFile.Read(path));

        Assert.Contains("UTF-8, or UTF-16 that begins with its byte order mark", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_minute_without_trades_is_a_bar()
    {
        var text = TextWith("vbuy", "0");

        Assert.Equal(0, BarFile.Read(_folder.Write("bars.csv", text)).Bars[Line - 2].BuyNotional);
    }

    public void Dispose() => _folder.Dispose();

    private static string TextWith(string column, string value)
    {
        var lines = RandomMarket.Text(RandomMarket.Bars(5, 30)).Split('\n');
        var cells = lines[Line - 1].Split(',');
        cells[Array.IndexOf(RandomMarket.Header.Split(','), column)] = value;
        lines[Line - 1] = string.Join(',', cells);
        return string.Join('\n', lines);
    }
}
