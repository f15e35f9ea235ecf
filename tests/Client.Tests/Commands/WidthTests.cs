using System.Text.Json;
using System.Text.RegularExpressions;
using SqueezeFlow.Client.Commands.Offline;
using SqueezeFlow.Client.Commands.Watch;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Client.Tests.Doubles;

namespace SqueezeFlow.Client.Tests.Commands;

/// <summary>Every command on screens from narrow to wide.</summary>
public sealed partial class WidthTests(CrowdedService crowd) : IClassFixture<CrowdedService>
{
    public static TheoryData<int> Widths => [60, 80, 100, 120, 160, 200];

    [Theory]
    [MemberData(nameof(Widths))]
    public async Task No_line_is_longer_than_the_screen_and_nothing_is_cut_off(int width)
    {
        foreach (var (line, _) in Tables)
        {
            var shown = await ShowAsync(line, width);

            Assert.All(shown.Split('\n'), one => Assert.True(Glyphs.Width(one) <= width, $"{line}: {Glyphs.Width(one)} > {width}: {one}"));
            Assert.DoesNotContain('…', shown);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public async Task Every_column_is_there_or_is_named_as_left_out(int width)
    {
        foreach (var (line, columns) in Tables)
        {
            var words = InOneLine(await ShowAsync(line, width));

            Assert.All(columns, column => Assert.True(words.Contains(column, StringComparison.Ordinal), $"{line}, {width} columns: '{column}' is neither shown nor named"));
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public async Task What_a_command_is_asked_for_is_never_left_out(int width)
    {
        foreach (var (line, rows) in KeyFigures)
        {
            var words = InOneLine(await ShowAsync(line, width));

            Assert.All(rows, figure => Assert.True(words.Contains(figure, StringComparison.Ordinal), $"{line}, {width} columns: {figure} is missing"));
        }
    }

    [Fact]
    public async Task An_explanation_reads_well_in_eighty_columns()
    {
        var shown = await ShowAsync("explain BTC", 80);

        // Twenty conditions, five of them with long requirements, on two screens.
        Assert.InRange(shown.Split('\n').Count(one => one.Trim().Length > 0), 20, 50);
        Assert.DoesNotContain("not shown", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_of_a_back_test_keeps_to_one_line_in_eighty_columns()
    {
        var lines = (await ShowAsync("backtest", 80)).Split('\n');

        Assert.All(Crowd.Backtest().Orders, order => Assert.Contains(
            lines, line => line.Contains(Figures.Time(order.UnixMs), StringComparison.Ordinal) && line.Contains(order.ProfitUsd is null ? " SELL " : "-1,073.66", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.StartsWith("not shown in 80 columns: ", StringComparison.Ordinal) && line.Contains("score", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Columns_that_had_to_go_are_told_in_one_line_with_the_way_to_them()
    {
        var words = InOneLine(await ShowAsync("markets", 80));

        Assert.Contains("not shown in 80 columns: symbol, kind,", words, StringComparison.Ordinal);
        Assert.Contains("(a wider screen or --json has them)", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_even_the_least_does_not_fit_each_value_gets_a_line()
    {
        using var terminal = new TestTerminal { Width = 24 };

        new Sheet("market", ">price").Add("BINANCE_FUTURES:1000000mogusdt", "0.000001235").Add("OKX:BTC-SWAP", "67,123.50").Write(terminal.Terminal);

        Assert.Equal("market BINANCE_FUTURES: 1000000mogusdt price 0.000001235 market OKX:BTC-SWAP price 67,123.50", InOneLine(terminal.Screen.Output));
        Assert.All(terminal.Screen.Output.Split('\n'), one => Assert.InRange(one.Length, 0, 24));
    }

    private const string Following = "signals --follow --seconds";

    private static (string Line, string[] Columns)[] Tables =>
    [
        ("status", ["health", "market time", "account", "entries"]),
        ("feeds", ["feed", "state", "since", "markets", "trades", "rate", "lag", "bytes", "connects", "rejected", "last error"]),
        ("markets", ["market", "symbol", "kind", "price", "trades", "buys", "sells", "delta", "behind", "gaps", "missing", "late", "too late", "feed"]),
        ("symbols", ["symbol", "spot", "perp", "price", "trades", "spot cvd", "perp cvd", "bars", "decision", "score", "evaluated", "first failure"]),
        ("bars BTC", ["open time", "open", "high", "low", "close", "buys", "sells", "delta", "fills", "liq buys", "liq sells", "known"]),
        ("oi BTC", ["venue", "market", "coins", "worth", "read", "24 h", "note"]),
        ("signals", ["bar close", "symbol", "action", "score", "price", "size", "leverage", "outcome", "fill", "profit", "why"]),
        ("signals --stats", ["entries", "signals", "won", "lost", "win rate", "profit", "mean profit", "mean held", "expired", "cancelled", "pending"]),
        (Following, []),
        ("explain BTC", ["phase", "passed", "condition", "found"]),
        ("explain --signal sqz-BTC-1735718400000-L", ["market time", "wall time", "after", "step", "what"]),
        ("positions --closed", ["id", "symbol", "side", "quantity", "entry", "price", "leverage", "stake", "profit", "of stake", "opened", "closed", "reason"]),
        ("orders", ["signal", "symbol", "action", "state", "attempts", "updated", "latency", "price", "position", "rule", "detail"]),
        ("ledger BINANCE:btcusdt", ["from", "minutes", "state", "proof", "trades", "buys", "sells", "gaps found", "filled", "first id", "last id", "feed"]),
        ("gaps", ["market", "from", "to", "length", "missing", "reason", "filled by"]),
        ("doctor", ["check", "verdict", "found"]),
        ("watch BTC", ["price", "spot cvd", "evaluation", "fails at", "side", "outcome"]),
        ("pause", []),
        ("resume", []),
        ("close 77", []),
        ("restart BINANCE_FUTURES/17", []),
        ("market add BINANCE_FUTURES:1000000mogusdt", []),
        ("market remove BINANCE_FUTURES:1000000mogusdt", []),
        ("backtest", ["assumptions", "trades", "won", "profit", "reason", "decided", "side", "price", "why", "time", "quantity", "leverage", "score", "exit"]),
    ];

    private static (string Line, IEnumerable<string> Figures)[] KeyFigures =>
    [
        ("status", ["healthy", "3 of 4 connected", "$10,250.55"]),
        ("feeds", Crowd.Feeds().SelectMany(feed => new[] { feed.Id, feed.State, Figures.Count(feed.Markets) })),
        ("markets", Crowd.Markets().SelectMany(market => new[] { market.Market, Figures.Price(market.LastPrice), Figures.SignedUsd(market.BuyNotional - market.SellNotional) })),
        ("symbols", Crowd.Symbols().SelectMany(symbol => new[] { symbol.Symbol, Figures.Price(symbol.Price), "NONE" }).Append("history could")),
        ("bars BTC", ["67,005.25", "66,986.25", "+$24.3M", "2025-01-01 08:19:00", "partial", "whole"]),
        ("signals", Crowd.Signals().SelectMany(record => new[] { Figures.Time(record.Signal.BarCloseUnixMs), record.Signal.BaseSymbol, record.Outcome.ToString().ToLowerInvariant() })),
        ("signals --stats", Crowd.Statistics().BySymbol.SelectMany(group => new[] { group.Name, Figures.Count(group.Profitable), Figures.Count(group.Unprofitable), Figures.Money((decimal)group.ProfitUsd) }).Append("score very low")),
        ("positions --closed", Crowd.Positions().SelectMany(position => new[] { position.Id, position.Symbol, position.Side, Figures.Money(position.ProfitUsd) })),
        ("orders", Crowd.Orders().SelectMany(order => new[] { order.BaseSymbol, order.Action, order.State })),
        ("ledger BINANCE:btcusdt", ["complete 2,811 min (97.6 %)", "2025-01-01 11:10:00", "partial", "unknown"]),
        ("backtest", Crowd.Backtest().Orders.Select(order => Figures.Time(order.UnixMs)).Concat(["EXIT_BUY", "-1,073.66"])),
        ("oi BTC", ["BTC open interest at 2025-01-01 08:00:00 UTC", "1000000MOG-USDT-SWAP", "TOTAL_AGG", "$1.30B"]),
    ];

    private async Task<string> ShowAsync(string line, int width)
    {
        var service = crowd.Service;
        using var terminal = new TestTerminal { Width = width };

        if (line == "backtest")
        {
            BacktestPrinter.Write(terminal.Terminal, Crowd.Backtest());
        }
        else if (line.StartsWith("watch", StringComparison.Ordinal))
        {
            await WatchAsync(service, terminal);
        }
        else if (line == Following)
        {
            // How long the first event takes is not known: on a busy machine longer.
            foreach (var seconds in (string[])["0.1", "1", "10"])
            {
                await RunAsync(terminal, $"{line} {seconds}", service);
                if (terminal.Screen.Output.Trim().Length > 0)
                {
                    break;
                }
            }
        }
        else
        {
            await RunAsync(terminal, line, service);
        }

        var shown = terminal.Screen.Output + terminal.Out;
        Assert.NotEqual(string.Empty, shown.Trim());
        return shown;
    }

    private static async Task RunAsync(TestTerminal terminal, string line, ServiceDouble service)
    {
        var exitCode = await terminal.RunAsync(service, line.Split(' '));
        Assert.True(exitCode == 0, $"{line}: {exitCode} {terminal.Error}");
    }

    // One picture of the screen that the command draws again and again.
    private static async Task WatchAsync(ServiceDouble service, TestTerminal terminal)
    {
        using var client = new ServiceClient(new Uri(service.Url), null, TimeProvider.System);
        var board = new WatchBoard(client, Crowd.Coin(0));
        await board.ApplyAsync(new ServerEvent(1, "sym", JsonSerializer.SerializeToElement(Crowd.Symbols()[0], ClientJson.Options)), TestContext.Current.CancellationToken);
        terminal.Screen.Write(WatchScreen.Of(board, lost: null));
    }

    // Without rules, colours and line breaks, as one reads it.
    private static string InOneLine(string shown) => Blanks().Replace(Colours().Replace(shown, string.Empty), " ").Trim();

    [GeneratedRegex(@"[\s│╭╮╰╯─├┤┬┴┼]+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\e\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Colours();
}
