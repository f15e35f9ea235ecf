using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Client.Tests.Doubles;

namespace SqueezeFlow.Client.Tests.Backtests;

/// <summary>Several symbols on one account, from the console.</summary>
public sealed class SeveralSymbolsTests : IDisposable
{
    private const int Bars = 3_000;
    private readonly BarFolder _folder = new();
    private readonly string[] _btc;
    private readonly string[] _eth;

    public SeveralSymbolsTests()
    {
        _btc = PairOf("btc", 1);
        _eth = PairOf("eth", 3);
    }

    [Fact]
    public async Task Symbols_are_named_by_their_markets_and_add_up()
    {
        var run = await RunAsync([.. _eth, .. _btc, "--json"]);

        var document = JsonDocument.Parse(run.Out).RootElement;
        var symbols = document.GetProperty("symbols").EnumerateArray().ToList();
        Assert.Equal("BTC + ETH", document.GetProperty("market").GetString());
        Assert.Equal(["BTC", "ETH"], symbols.Select(symbol => symbol.GetProperty("symbol").GetString()));
        Assert.Equal(2 * Bars, document.GetProperty("bars").GetInt32());
        Assert.Equal(document.GetProperty("closed").GetInt32(), symbols.Sum(symbol => symbol.GetProperty("closed").GetInt32()));
        Assert.Equal(document.GetProperty("metrics").GetProperty("net_profit").GetDouble(), symbols.Sum(symbol => symbol.GetProperty("metrics").GetProperty("net_profit").GetDouble()), 6);
        foreach (var symbol in symbols)
        {
            var own = document.GetProperty("executed_orders").EnumerateArray().Count(order => order.GetProperty("symbol").ValueEquals(symbol.GetProperty("symbol").GetString()));
            Assert.Equal(symbol.GetProperty("orders").GetInt32(), own);
            Assert.True(own > 0);
        }
    }

    [Fact]
    public async Task The_order_of_the_files_changes_no_byte()
    {
        var (page, orders) = (_folder.PathOf("report.html"), _folder.PathOf("orders.csv"));
        List<string[]> written = [];
        string[][] permuted = [[.. _btc, .. _eth], [.. _eth, .. _btc], [.. _btc[..2], .. _eth[..2], .. _btc[2..], .. _eth[2..]]];
        foreach (var pairs in permuted)
        {
            var json = await RunAsync([.. pairs, "--json", "--out", page, "--orders", orders]);
            var words = await RunAsync(pairs);
            written.Add([json.Out, json.Error, words.Out, await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), await File.ReadAllTextAsync(orders, TestContext.Current.CancellationToken)]);
        }

        Assert.All(written, one => Assert.Equal(written[0], one));
        Assert.StartsWith("time,time_s,trade_id,symbol,side,", written[0][4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_tell_each_symbol_and_whose_each_order_is()
    {
        var run = await RunAsync([.. _btc, .. _eth, "--max-positions", "1"]);

        Assert.Contains("BTC + ETH, 15m, profile Corrected", run.Out, StringComparison.Ordinal);
        Assert.Contains("each symbol, its own trades alone", run.Out, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^BTC +3,000 ", run.Out);
        Assert.Matches(@"(?m)^[\d-]+ [\d:]+ +ETH +(BUY|SELL) ", run.Out);
        Assert.Contains("1 position at once at most", run.Out, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^refused orders +[\d,]+: .*open positions \d+", run.Out);
        Assert.DoesNotContain("other symbols in the same account", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_are_given_hold_for_one_symbol_too()
    {
        var several = await RunAsync([.. _btc, .. _eth, "--symbol", "x", "--symbol", "a", "--json"]);
        var one = await RunAsync([.. _btc, "--symbol", "x", "--json"]);

        Assert.Equal("a + x", JsonDocument.Parse(several.Out).RootElement.GetProperty("market").GetString());
        Assert.Equal("x", JsonDocument.Parse(one.Out).RootElement.GetProperty("market").GetString());
        Assert.False(JsonDocument.Parse(one.Out).RootElement.TryGetProperty("symbols", out _));
        Assert.False(JsonDocument.Parse(one.Out).RootElement.GetProperty("executed_orders")[0].TryGetProperty("symbol", out _));
    }

    [Fact]
    public async Task Funding_is_given_for_each_symbol()
    {
        var payments = _folder.Write("payments.csv", "time_s,rate\n" + string.Concat(Enumerable.Range(0, 100).Select(i => string.Create(CultureInfo.InvariantCulture, $"{RandomMarket.Start + (i * 28_800)},0.001\n"))));
        var none = _folder.Write("none.csv", "time_s,rate\n" + string.Create(CultureInfo.InvariantCulture, $"{RandomMarket.Start},0\n"));

        var run = await RunAsync([.. _eth, .. _btc, "--funding", payments, "--funding", none, "--json"]);

        var paid = JsonDocument.Parse(run.Out).RootElement.GetProperty("symbols").EnumerateArray().Select(symbol => symbol.GetProperty("costs").GetProperty("funding").GetDouble()).ToList();
        Assert.Equal(0, paid[0]);
        Assert.NotEqual(0, paid[1]);
        Assert.Contains("note: BTC: none.csv: up to", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Symbols_at_different_times_are_run_and_it_is_said()
    {
        var late = PairOf("sol", 5, RandomMarket.Start + (Bars * RandomMarket.Step));

        var run = await RunAsync([.. _btc, .. late, "--json"]);

        var document = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(0, run.ExitCode);
        Assert.All(document.GetProperty("symbols").EnumerateArray(), symbol => Assert.NotEqual(0, symbol.GetProperty("orders").GetInt32()));
        Assert.Contains("note: there is no time at which all symbols are there: BTC 2025-01-01 00:00:00 to ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_go_together_is_refused_by_name_and_fix()
    {
        var costs = _folder.Write("costs.json", """{"funding": "payments.csv"}""");
        (string[] Arguments, string Start)[] wrong =
        [
            ([.. _btc, "--spot", _eth[1]], "--spot: given 2 times, --perp 1 time: give one of each for every symbol, in the same order"),
            ([.. _btc, .. _btc], "BTC-perp.csv: path: found one file for two symbols, here and in BTC-perp.csv, expected files of its own for each symbol"),
            ([.. _btc, .. PairOf("btc", 9, name: "again")], "again-perp.csv: market: found BTC twice, here and in btc-perp.csv, expected each coin once, as the service holds one position of a coin"),
            ([.. _btc, .. PairOf("btc", 9, name: "again"), "--force"], "again-perp.csv: symbol: found BTC twice, here and in btc-perp.csv, expected each symbol once: leave one out, or name them apart by --symbol"),
            ([.. _btc, .. _eth, "--symbol", "x"], "--symbol: given 1 time for 2 symbols: give it once for each pair of --spot and --perp, in the same order, or not at all"),
            ([.. _btc, .. _eth, "--symbol", "x", "--symbol", "x"], "symbol: found x twice"),
            ([.. _btc, "--symbol", " "], "--symbol: '' is no name: give one"),
            ([.. _btc, .. _eth, "--funding", costs], "--funding: given 1 time for 2 symbols"),
            ([.. _btc, "--oi", costs, "--oi", costs], "--oi: given 2 times for 1 symbol"),
            ([.. _btc, .. _eth, "--costs", costs], "--costs: 'payments.csv' are payments of one symbol, and there are 2: leave funding out of the file and give --funding once for each"),
            ([.. _btc, .. _eth, "--max-positions", "0"], "--max-positions: '0' is not a whole number from 1 to 100: give e.g. --max-positions 5"),
            ([.. _btc, "--max-daily-loss", "0"], "--max-daily-loss: '0' is not a share above 0 and up to 1: give e.g. --max-daily-loss 3%"),
            ([.. _btc, "--max-positions", "3", "--limits", "none"], "--max-positions: '3' has no effect with --limits none: leave one of the two out"),
            ([.. _btc, "--cooldown-after-loss", "2h", "--limits", "none"], "--cooldown-after-loss: '2h 0m' has no effect with --limits none: leave one of the two out"),
            ([.. _btc, "--timeframe", "15m", "--timeframe", "1h"], "Option '--timeframe' expects a single argument but 2 were provided"),
        ];
        foreach (var (arguments, start) in wrong)
        {
            var run = await RunAsync(arguments);

            Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
            Assert.Contains(start, run.Error, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("sweep")]
    [InlineData("walkforward")]
    public async Task Searches_take_one_symbol(string command)
    {
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync([command, .. _btc, .. _eth, "--vary", "entry.minScore=4..8:1"]);

        Assert.Equal(2, exitCode);
        Assert.Contains("--spot: given several times, and only backtest takes several symbols on one account: give one pair of --spot and --perp", terminal.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<(int ExitCode, string Out, string Error)> RunAsync(string[] arguments)
    {
        using var terminal = new TestTerminal();
        var exitCode = await terminal.RunAsync(["backtest", .. arguments]);
        return (exitCode, terminal.Out, terminal.Error);
    }

    private string[] PairOf(string coin, int seed, long start = RandomMarket.Start, string? name = null) =>
    [
        "--spot", Write($"{name ?? coin}-spot.csv", $"BINANCE:{coin}usdt", seed, start),
        "--perp", Write($"{name ?? coin}-perp.csv", $"BINANCE_FUTURES:{coin}usdt", seed + 1, start),
    ];

    private string Write(string name, string market, int seed, long start)
    {
        var rows = RandomMarket.Bars(seed, Bars).Select(bar => $"{RandomMarket.Row(bar with { OpenSeconds = bar.OpenSeconds + start - RandomMarket.Start })},{market}\n");
        return _folder.Write(name, $"{RandomMarket.Header},market\n{string.Concat(rows)}");
    }
}
