using System.Globalization;
using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Offline.Reading;

namespace SqueezeFlow.Client.Tests.Backtests;

public sealed class OpenInterestTests : IDisposable
{
    private const int Bars = 2_000;
    private readonly BarFolder _folder = new();
    private readonly string _spot;
    private readonly string _perp;

    public OpenInterestTests()
    {
        _spot = _folder.Write("spot.csv", RandomMarket.Bars(1, Bars));
        _perp = _folder.Write("perp.csv", RandomMarket.Bars(2, Bars));
    }

    [Fact]
    public void A_zero_is_a_hole_and_not_a_collapse()
    {
        const long T = RandomMarket.Start;
        var changes = new OpenInterestChanges(OpenInterestFile.Read(_folder.Write("oi.csv", $"time_s,oi_quote\n{T},100\n{T + 7_200},110\n{T + 7_500},0\n")));

        Assert.Equal(10, changes.At((T + 7_200) * 1_000)!.Value, 9);
        Assert.Equal(10, changes.At((T + 7_500) * 1_000)!.Value, 9);
        Assert.Null(changes.At((T + 3_600) * 1_000));
        Assert.Equal((3, 2), (changes.Asked, changes.Known));
    }

    [Fact]
    public async Task Oldest_first_newest_first_and_milliseconds_give_one_result_and_not_that_without_it()
    {
        var rows = Enumerable.Range(0, Bars * 3).Select(i => (T: RandomMarket.Start + (i * 300L), Usd: 1e9 + (i * 4e6))).ToList();

        var without = await BarFolder.RunAsync(_spot, _perp);
        var oldest = await RunAsync("oldest.csv", rows, 1);
        var newest = await RunAsync("newest.csv", rows.AsEnumerable().Reverse(), 1);
        var milliseconds = await RunAsync("ms.csv", rows, 1_000);

        Assert.NotEqual(without.Document.GetProperty("executed_orders").GetRawText(), oldest.Document.GetProperty("executed_orders").GetRawText());
        Assert.All([newest, milliseconds], run => Assert.Equal(
            oldest.Document.GetProperty("executed_orders").GetRawText(), run.Document.GetProperty("executed_orders").GetRawText()));
        Assert.True(oldest.Document.GetProperty("open_interest").GetProperty("known").GetInt32() > Bars / 2);
    }

    [Fact]
    public async Task A_file_that_never_applies_is_said()
    {
        var rows = Enumerable.Range(0, 500).Select(i => (T: RandomMarket.Start - 9_000_000 + (i * 300L), Usd: 1e9));

        var run = await RunAsync("oi.csv", rows, 1);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("note: oi.csv: the open interest never applied: no bar has a value and one two hours before it; its rows are from 2024-09-18", run.Error, StringComparison.Ordinal);
        Assert.Contains(run.Document.GetProperty("notes").EnumerateArray(), note => note.GetString()!.Contains("never applied", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("-1")]
    [InlineData("")]
    public void A_value_that_is_no_amount_is_named(string value)
    {
        var wrong = Assert.Throws<DataFormatException>(() => OpenInterestFile.Read(_folder.Write("oi.csv", $"time_s,oi_quote\n1735689600,1\n1735689900,{value}\n")));

        Assert.StartsWith("oi.csv: line 3, oi_quote: found ", wrong.Message, StringComparison.Ordinal);
        Assert.EndsWith("expected an amount in quote units: a number from 0 up", wrong.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<(int ExitCode, System.Text.Json.JsonElement Document, string Error)> RunAsync(string name, IEnumerable<(long T, double Usd)> rows, long perSecond) =>
        BarFolder.RunAsync(
            _spot,
            _perp,
            "--oi",
            _folder.Write(name, "time_s,oi_quote\n" + string.Concat(rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.T * perSecond},{row.Usd}\n")))));
}
