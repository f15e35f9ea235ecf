using System.Text.Json;
using nietras.SeparatedValues;
using SqueezeFlow.Client.Tests.Doubles;
using SqueezeFlow.Core.Signals.Parameters;

namespace SqueezeFlow.Client.Tests.Backtests;

/// <summary>What a back-test tells beside its orders.</summary>
public sealed class BacktestDocumentTests : IDisposable
{
    private const int Bars = 3_000;
    private readonly BarFolder _folder = new();
    private readonly string _spot;
    private readonly string _perp;

    public BacktestDocumentTests()
    {
        _spot = _folder.Write("spot.csv", RandomMarket.Bars(1, Bars));
        _perp = _folder.Write("perp.csv", RandomMarket.Bars(2, Bars));
    }

    [Theory]
    [InlineData("Original")]
    [InlineData("Corrected")]
    public async Task An_open_position_is_listed_and_both_sums_are_explained(string profile)
    {
        var document = await EndingOpenAsync(profile);

        var open = Assert.Single(document.GetProperty("open_positions").EnumerateArray());
        var entry = document.GetProperty("executed_orders").EnumerateArray().Last();
        var direction = open.GetProperty("side").GetString() == "BUY" ? 1 : -1;
        var gain = direction * Number(open, "quantity") * (Number(open, "mark_price") - Number(open, "entry_price"));
        var sums = document.GetProperty("equity_explained");
        var marked = Number(sums, "initial_balance") + Number(sums, "net_profit") - Number(sums, "entry_fees_outside_net_profit") + Number(sums, "open_gain");
        Assert.Equal((Number(entry, "quantity"), Number(entry, "price")), (Number(open, "quantity"), Number(open, "entry_price")));
        Assert.Equal(gain, Number(open, "unrealized_pnl"), 9);
        Assert.Equal(marked, Number(sums, "equity_marked"), 6);
        Assert.Equal(Number(document.GetProperty("metrics"), "net_profit"), Number(sums, "net_profit"));
        Assert.Equal(profile == "Corrected", sums.GetProperty("open_gain_is_in_equity").GetBoolean());
        Assert.Equal(Number(document, "equity"), profile == "Corrected" ? marked : marked - gain, 6);
        Assert.Equal(Number(document, "cash") + Number(open, "margin") + gain, marked, 6);
    }

    [Fact]
    public async Task Every_exit_has_its_reason_and_the_reasons_add_up()
    {
        var (_, document, _) = await BarFolder.RunAsync(_spot, _perp);

        var exits = document.GetProperty("executed_orders").EnumerateArray().Where(order => order.TryGetProperty("pnl", out _)).ToList();
        var totals = document.GetProperty("exits").EnumerateArray().ToList();
        Assert.NotEmpty(exits);
        Assert.All(exits, exit => Assert.Matches("^(flow reversal|range break|CVD invalidation|structure break)( \\+ .*)?$", exit.GetProperty("exit").GetString()));
        Assert.Equal(exits.Count, totals.Sum(total => total.GetProperty("count").GetInt32()));
        Assert.Equal(exits.Sum(exit => Number(exit, "pnl")), totals.Sum(total => Number(total, "pnl")), 6);
    }

    [Fact]
    public async Task Parameters_of_a_file_decide_and_are_named_by_their_hash()
    {
        var file = _folder.Write("p.json", """{"entry": {"minScore": 8}}""");
        var (_, usual, _) = await BarFolder.RunAsync(_spot, _perp);
        var (_, strict, _) = await BarFolder.RunAsync(_spot, _perp, "--parameters", file);

        var scores = strict.GetProperty("executed_orders").EnumerateArray().Where(order => order.TryGetProperty("score", out _)).Select(order => Number(order, "score")).ToList();
        Assert.NotEmpty(scores);
        Assert.All(scores, score => Assert.True(score >= 8));
        Assert.NotEqual(usual.GetProperty("executed_orders").GetArrayLength(), strict.GetProperty("executed_orders").GetArrayLength());
        Assert.Equal(ParameterHash.Of(StrategyParameters.Corrected), usual.GetProperty("parameters_hash").GetString());
        Assert.Equal(ParameterHash.Of(StrategyParameters.Corrected with { Entry = new() { MinScore = 8 } }), strict.GetProperty("parameters_hash").GetString());
    }

    [Fact]
    public async Task The_fee_asked_for_is_paid_and_said()
    {
        var (_, dear, _) = await BarFolder.RunAsync(_spot, _perp);
        var (_, cheap, _) = await BarFolder.RunAsync(_spot, _perp, "--fee", "0.05%");
        var (_, free, _) = await BarFolder.RunAsync(_spot, _perp, "--fee", "0");

        var order = cheap.GetProperty("executed_orders")[0];
        Assert.Equal(Number(order, "quantity") * Number(order, "price") * 0.0005, Number(order, "fee"), 9);
        Assert.Equal("0.05 % of the notional, each side", cheap.GetProperty("assumptions").GetProperty("fee").GetString());
        Assert.True(Number(dear.GetProperty("metrics"), "fees") > Number(cheap.GetProperty("metrics"), "fees"));
        Assert.Equal(0, Number(free.GetProperty("metrics"), "fees"));
    }

    [Fact]
    public async Task Orders_are_written_as_columns()
    {
        var path = _folder.PathOf("orders.csv");

        var (exitCode, document, _) = await BarFolder.RunAsync(_spot, _perp, "--orders", path);

        using var reader = Sep.Reader(options => options with { Unescape = true }).FromFile(path);
        List<(string Time, string Side, double Price, string Reason)> rows = [];
        foreach (var row in reader)
        {
            rows.Add((row["time"].ToString(), row["side"].ToString(), row["price"].Parse<double>(), row["reason"].ToString()));
        }

        var orders = document.GetProperty("executed_orders").EnumerateArray().ToList();
        Assert.Equal(0, exitCode);
        Assert.Equal(
            orders.Select(order => (DateTimeOffset.FromUnixTimeSeconds(order.GetProperty("t").GetInt64()).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"), order.GetProperty("side").GetString()!, Number(order, "price"), order.GetProperty("reason").GetString()!)),
            rows);
    }

    [Fact]
    public async Task The_page_and_the_words_tell_what_is_taken_for_granted()
    {
        var path = _folder.PathOf("report.html");
        using var terminal = new TestTerminal();

        await terminal.RunAsync("backtest", "--spot", _spot, "--perp", _perp, "--out", path);

        var page = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        string[] told = ["the open of the next bar", "0.1 % of the notional, each side", "none is paid or received", "Sharpe, Sortino", "buy and hold", "exposure", "time held", "range break"];
        Assert.All(told, words => Assert.Contains(words, page, StringComparison.Ordinal));
        Assert.All(told, words => Assert.Contains(words, terminal.Out, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();

    // Ends the recording two bars after an entry whose exit is later.
    private async Task<JsonElement> EndingOpenAsync(string profile)
    {
        var (_, whole, _) = await BarFolder.RunAsync(_spot, _perp, "--profile", profile);
        var orders = whole.GetProperty("executed_orders").EnumerateArray().Select(order => order.GetProperty("t").GetInt64()).ToList();
        var entry = Enumerable.Range(1, (orders.Count / 2) - 1).First(n => orders[(2 * n) + 1] - orders[2 * n] > 3 * RandomMarket.Step) * 2;
        var end = DateTimeOffset.FromUnixTimeSeconds(orders[entry] + (3 * RandomMarket.Step));
        var (exitCode, document, _) = await BarFolder.RunAsync(_spot, _perp, "--profile", profile, "--to", end.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
        Assert.Equal(0, exitCode);
        return document;
    }
}
