using System.Text.Json;

namespace SqueezeFlow.Client.Tests.Backtests;

/// <summary>What trading costs, as the command takes and tells it.</summary>
public sealed class BacktestCostsTests : IDisposable
{
    private const int Bars = 3_000;
    private readonly BarFolder _folder = new();
    private readonly string _spot;
    private readonly string _perp;

    public BacktestCostsTests()
    {
        _spot = _folder.Write("spot.csv", RandomMarket.Bars(1, Bars));
        _perp = _folder.Write("perp.csv", RandomMarket.Bars(2, Bars));
    }

    [Theory]
    [InlineData("Corrected", "--latency", "0", "--slippage", "0", "--spread", "0", "--range-slippage", "0", "--impact", "0", "--stop", "0.99", "--target", "10")]
    [InlineData("Original", "--latency", "0", "--slippage", "0", "--fee", "0.1%")]
    public async Task Costs_of_nothing_change_nothing(string profile, params string[] costs)
    {
        var (_, usual, _) = await BarFolder.RunAsync(_spot, _perp, "--profile", profile);
        var (_, free, _) = await BarFolder.RunAsync(_spot, _perp, ["--profile", profile, .. costs]);

        Assert.NotEqual(0, usual.GetProperty("executed_orders").GetArrayLength());
        Assert.All(["executed_orders", "refused_orders", "equity", "cash", "metrics", "costs"], name => Assert.Equal(usual.GetProperty(name).GetRawText(), free.GetProperty(name).GetRawText()));
    }

    [Fact]
    public async Task A_file_costs_what_its_options_cost_and_options_go_before_it()
    {
        _folder.Write("funding.csv", Funding());
        var file = _folder.Write("costs.json", """{"fee": "BYBIT", "slippage": {"fixed": 0.0002}, "latencyBars": 1, "maintenanceMargin": 0.005, "stop": 0.005, "funding": "funding.csv"}""");
        string[] options = ["--fee", "0.055%", "--slippage", "0.02%", "--latency", "1", "--maintenance-margin", "0.5%", "--stop", "0.5%", "--funding", _folder.PathOf("funding.csv")];

        var (_, ofFile, _) = await BarFolder.RunAsync(_spot, _perp, "--costs", file);
        var (_, ofOptions, _) = await BarFolder.RunAsync(_spot, _perp, options);
        var (_, mixed, _) = await BarFolder.RunAsync(_spot, _perp, "--costs", file, "--stop", "1%");

        Assert.Equal(ofOptions.GetProperty("executed_orders").GetRawText(), ofFile.GetProperty("executed_orders").GetRawText());
        Assert.True(ofFile.GetProperty("costs").GetProperty("slippage").GetDouble() > 0);
        Assert.NotEqual(0, ofFile.GetProperty("costs").GetProperty("funding").GetDouble());
        Assert.Contains(ofFile.GetProperty("executed_orders").EnumerateArray(), order => order.TryGetProperty("exit", out var exit) && exit.GetString() == "stop");
        Assert.StartsWith("1 % against the entry price", mixed.GetProperty("assumptions").GetProperty("stop").GetString(), StringComparison.Ordinal);
        var said = ofFile.GetProperty("assumptions");
        Assert.Contains("1 bar later", said.GetProperty("fill").GetString(), StringComparison.Ordinal);
        Assert.Contains("what takers of BYBIT VIP0 pay", said.GetProperty("fee").GetString(), StringComparison.Ordinal);
        Assert.Contains("0.02 % of the price, never beyond what the bar traded", said.GetProperty("slippage").GetString(), StringComparison.Ordinal);
        Assert.Contains("liquidated where it is down to 0.5 % of the notional", said.GetProperty("leverage").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sums_are_explained_with_funding_of_what_is_open()
    {
        var funding = _folder.Write("funding.csv", Funding());
        var (_, document, _) = await BarFolder.RunAsync(_spot, _perp, "--funding", funding, "--slippage", "0.05%", "--maintenance-margin", "1%");

        var sums = document.GetProperty("equity_explained");
        var marked = Number(sums, "initial_balance") + Number(sums, "net_profit") - Number(sums, "entry_fees_outside_net_profit") - Number(sums, "open_funding") + Number(sums, "open_gain");
        Assert.Equal(marked, Number(document, "equity"), 6);
        var orders = document.GetProperty("executed_orders").EnumerateArray().ToList();
        Assert.Equal(orders.Sum(order => Number(order, "slippage")), Number(document.GetProperty("costs"), "slippage"), 6);
    }

    [Theory]
    [InlineData("--stop", "120%", "--stop: '120%' is not a number from 0.0001 to 0.99: give e.g. --stop 0.08")]
    [InlineData("--latency", "-1", "--latency: '-1' is not a whole number from 0 to 1000: give e.g. --latency 1")]
    [InlineData("--fee", "BINANCE_FUTURE", "--fee: 'BINANCE_FUTURE' names no venue whose fees are known: did you mean BINANCE_FUTURES? Or give the share itself")]
    [InlineData("--funding", "nowhere.csv", "--funding: 'nowhere.csv' is no file: give a .csv or .csv.gz")]
    [InlineData("--costs", "nowhere.json", "--costs: 'nowhere.json' cannot be read, ")]
    public async Task A_bad_value_is_told_with_its_fix(string option, string value, string expected)
    {
        var (exitCode, _, error) = await BarFolder.RunAsync(_spot, _perp, option, value);

        Assert.Equal(2, exitCode);
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("time_s,rate\n1735689600,0.5\n", "funding.csv: line 2, rate: found '0.5', expected a share from -0.1 to 0.1, e.g. 0.0001 for 0.01 %")]
    [InlineData("time_s,rate\n1735689600,NaN\n", "funding.csv: line 2, rate: found 'NaN', expected a share")]
    [InlineData("time_s,rate\n1735689600,0.0001\n1735689600,0.0002\n", "funding.csv: line 3, time_s: found 1735689600 again, with other values than line 2, expected each time once")]
    [InlineData("time_s,rate\n", "funding.csv: line 2: found no row, expected at least one after the names")]
    [InlineData("time_s,share\n1,1\n", "funding.csv: ")]
    public async Task A_file_of_funding_that_will_not_do_is_told(string text, string expected)
    {
        var (exitCode, _, error) = await BarFolder.RunAsync(_spot, _perp, "--funding", _folder.Write("funding.csv", text));

        Assert.Equal(2, exitCode);
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Payments_that_are_missing_are_told()
    {
        var (_, document, _) = await BarFolder.RunAsync(_spot, _perp, "--funding", _folder.Write("funding.csv", "time_s,rate\n1262304000,0.0001\n"));

        Assert.Contains("funding.csv: no payment falls into the bars", document.GetProperty("notes").EnumerateArray().Select(note => note.GetString()));
    }

    [Fact]
    public async Task Latency_is_refused_where_orders_are_filled_at_the_close_that_decides()
    {
        var (exitCode, _, error) = await BarFolder.RunAsync(_spot, _perp, "--profile", "Original", "--latency", "1");

        Assert.Equal(2, exitCode);
        Assert.StartsWith("--latency: '1' has no effect in Original", error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Funding() =>
        "time_s,rate\n" + string.Concat(Enumerable.Range(0, Bars / 32).Select(i => $"{RandomMarket.Start + (i * 32 * RandomMarket.Step)},{(i % 3 == 0 ? "-0.0001" : "0.0003")}\n"));

    private static double Number(JsonElement node, string name) => node.GetProperty(name).GetDouble();
}
