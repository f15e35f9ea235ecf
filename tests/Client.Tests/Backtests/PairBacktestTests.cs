using System.Globalization;
using System.Text;
using SqueezeFlow.Client.Offline;
using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Client.Offline.Vectors;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Tests.Backtests;

public sealed class PairBacktestTests : IDisposable
{
    private const string Header = "time_s,market,open,high,low,close,vbuy,vsell";
    private readonly string _folder = Directory.CreateTempSubdirectory("bars").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Minutes_fold_onto_the_grid_and_pair_only_where_both_sides_have_a_bar()
    {
        RecordedBar[] spot = [new(300, 10, 10, 10, 10, 1, 2), new(900, 10, 10, 10, 10, 3, 4)];
        RecordedBar[] perp = [new(300, 10, 12, 9, 11, 5, 6), new(360, 11, 15, 8, 14, 7, 8), new(600, 1, 1, 1, 1, 1, 1)];

        var bar = Assert.Single(PairedBars.Pair(spot, perp, Timeframe.M5));

        Assert.Equal(new SymbolBar(300_000, 10, 15, 8, 14, 29, 1, 2, 12, 14), bar);
    }

    [Fact]
    public void A_run_over_two_files_reports_its_totals_as_json_and_as_a_page()
    {
        var asked = new PairBacktest(
            Write("spot.csv", 1, 3_000), Write("perp.csv", 2, 3_000), "BTC", Timeframe.M5, StrategyProfile.Corrected, 10_000);

        var bars = asked.ReadBars();
        var result = asked.Run(bars);
        var json = new BacktestSummary(asked.Options, bars, result).ToDocument();

        Assert.Equal(3_000, result.Bars);
        Assert.Equal(result.Orders.Count, json["executed_orders"]!.AsArray().Count);
        Assert.Equal(result.CashUsd, json["cash"]!.GetValue<double>());
    }

    [Fact]
    public void A_cell_that_is_no_number_is_named_with_its_line()
    {
        var path = Path.Combine(_folder, "bad.csv");
        File.WriteAllText(path, Header + "\n300,X,1,1,1,oops,1,1\n");

        var wrong = Assert.Throws<VectorFormatException>(() => BarFile.Read(path));

        Assert.Equal("bad.csv: line 2, close: found 'oops', expected a number", wrong.Message);
    }

    [Fact]
    public void A_broken_off_line_is_named()
    {
        var path = Path.Combine(_folder, "bad.csv");
        File.WriteAllText(path, Header + "\n300,X,1,1,1,1,1,1\n600,X,1");

        var wrong = Assert.Throws<VectorFormatException>(() => BarFile.Read(path));

        Assert.Equal("bad.csv: line 3: found 3 fields, expected 8 fields as in the header", wrong.Message);
    }

    [Fact]
    public void Files_of_different_periods_are_refused()
    {
        var asked = new PairBacktest(
            Write("spot.csv", 1, 20), Write("perp.csv", 2, 20, startSeconds: 9_000_000), "BTC", Timeframe.M5, StrategyProfile.Corrected, 10_000);

        Assert.Throws<VectorFormatException>(asked.ReadBars);
    }

    [Fact]
    public void A_zero_in_the_open_interest_is_a_hole_and_not_a_collapse()
    {
        var path = Path.Combine(_folder, "oi.csv");
        File.WriteAllText(path, "time_s,oi_quote\n0,100\n7200,110\n7500,0\n");
        var changes = new OpenInterestChanges(path);

        Assert.Equal(10, changes.At(7_200_000)!.Value, 9);
        Assert.Equal(10, changes.At(7_500_000)!.Value, 9);
        Assert.Null(changes.At(3_600_000));
    }

    private string Write(string name, int seed, int rows, long startSeconds = 0)
    {
        var random = new Random(seed);
        var text = new StringBuilder(Header).Append('\n');
        var price = 100.0;
        for (var i = 0; i < rows; i++)
        {
            var open = price;
            price *= 1 + ((random.NextDouble() - 0.5) * 0.01);
            text.Append(CultureInfo.InvariantCulture, $"{startSeconds + (300L * i)},X,{open},{Math.Max(open, price)},{Math.Min(open, price)},{price},")
                .Append(CultureInfo.InvariantCulture, $"{random.NextDouble() * 1e6},{random.NextDouble() * 1e6}\n");
        }

        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text.ToString());
        return path;
    }
}
