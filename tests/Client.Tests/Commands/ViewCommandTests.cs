using SqueezeFlow.Client.Tests.Doubles;

namespace SqueezeFlow.Client.Tests.Commands;

/// <summary>Commands that show one answer of the service.</summary>
public sealed class ViewCommandTests
{
    public static TheoryData<string, string, string[]> Commands => new()
    {
        { "status", "/api/v1/status", ["healthy", "3 of 4 connected", "41 over 9 symbols", "1,234,567, 1,987/s", "$10,250.55, 2 open positions", "2h 5m", "2025-01-01 08:00:00 UTC", "allowed"] },
        { "feeds", "/api/v1/feeds", ["BINANCE/0", "connected", "42s ago", "17 (1 refused)", "77,123", "457/s", "35ms", "5.1 MiB", "4 (side)", "remote closed"] },
        { "markets", "/api/v1/markets", ["BINANCE:btcusdt *", "SPOT", "67,123.50", "54,321", "$12.3M", "$11.0M", "+$1.35M", "555"] },
        { "symbols", "/api/v1/symbols", ["BTC", "67,123.50", "98,765", "+$346k", "-$78.9k", "576", "3.25", "5m 0s ago", "spot delta over 10 bars is $120.00"] },
        { "bars BINANCE:btcusdt", "/api/v1/markets/BINANCE:btcusdt/bars", ["2025-01-01 08:00:00", "67,000.50", "67,005.25", "$1.25M", "$750k", "+$500k", "444", "$5.50k"] },
        { "bars btc", "/api/v1/symbols/BTC/bars", ["67,000.50"] },
        { "oi BTC", "/api/v1/open-interest/BTC", ["BTC open interest at 2025-01-01 08:00:00 UTC, +1.25 % over 2 h", "BYBIT", "BTCUSDT", "24,680.5", "$1.23B", "30s ago", "+2.50 %", "waits for another like it", "2 markets", "HTTP 500", "TOTAL_AGG", "FUTURES_AGG waits for OKX"] },
        { "signals", "/api/v1/signals", ["2025-01-01 08:00:00", "BTC", "LONG", "7.50", "66,900.25", "1.5x", "5x", "filled", "66,910.75", "reset confirmed"] },
        { "signals --stats", "/api/v1/signals/stats", ["entry signals, 2024-12-25 08:00:00 to 2025-01-01 08:00:00 UTC", "all", "score high", "75.0 %", "$1,200.00", "$300.00", "45m 0s", "score very low", "ETH"] },
        { "explain btc", "/api/v1/symbols/BTC/explain", ["576 bars", "profile Corrected", "first failure: spot delta over 10 bars is $120.00, needs $5.00k", "bars in the window", "at least 40", "yes", "no"] },
        {
            "explain --signal sqz-BTC-1735718400000-L",
            "/api/v1/signals/sqz-BTC-1735718400000-L",
            [
                "sqz-BTC-1735718400000-L: filled at 66,910.75, 4s from the signal", "LONG BTC at 66,900.25, bar closed 2025-01-01 08:00:00 UTC, score 7.50, size 1.5x, leverage 5x", "why: reset confirmed", "parameters: 3558a7131b80",
                "position closed 2025-01-01 09:35:00 UTC at 67,500.00 after 95 min: $73.66 (+4.40 % of the stake), sqz-BTC-1735724100000-C", "exit sqz-BTC-1735724100000-C: filled at 67,500.00: flow reversed",
                "2025-01-01 08:00:04", "850ms", "3s", "1h 34m", "answer lost", "the connection was reset", "576 bars",
            ]
        },
        { "shadows", "/api/v1/shadows", ["1", "fast", "10,125.50", "+1.26", "12", "7", "40 %", "abcdef012345", "2025-01-01 08:00:00"] },
        { "positions", "/api/v1/positions", ["77", "LONG", "0.125", "66,910.75", "67,500.00", "5x", "1,672.77", "73.66", "4.40"] },
        { "orders", "/api/v1/orders", ["sqz-BTC-1735718400000-L", "rejected", "3m 0s ago", "5s", "room", "too many open positions"] },
        { "ledger BINANCE:btcusdt", "/api/v1/ledger/BINANCE:btcusdt", ["complete 118 min (98.33 %)", "partial 1 min", "9,989", "$4.56M", "ids", "complete", "reconnect"] },
        { "gaps", "/api/v1/gaps", ["BINANCE:btcusdt", "12s", "50", "reconnect", "open"] },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_plain_text_carries_the_figures_of_the_answer(string line, string path, string[] figures)
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Answer(path, ViewOf(path));
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(service, line.Split(' '));

        Assert.Equal((0, string.Empty), (exitCode, terminal.Error));
        Assert.All(figures, figure => Assert.Contains(figure, terminal.Out, StringComparison.Ordinal));
        Assert.DoesNotContain('\e', terminal.Out);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_screen_carries_the_same_figures(string line, string path, string[] figures)
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Answer(path, ViewOf(path));
        using var terminal = new TestTerminal();
        terminal.Terminal = terminal.Terminal with { IsScreen = true };

        var exitCode = await terminal.RunAsync(service, line.Split(' '));

        var shown = terminal.Screen.Output + terminal.Out;
        Assert.Equal(0, exitCode);
        Assert.All(figures, figure => Assert.Contains(figure, shown, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Json_is_the_body_and_nothing_else(string line, string path, string[] figures)
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Answer(path, ViewOf(path));
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(service, [.. line.Split(' '), "--json"]);

        Assert.NotEmpty(figures);
        Assert.Equal((0, string.Empty), (exitCode, terminal.Error));
        Assert.Equal(ServiceDouble.BodyOf(ViewOf(path)) + "\n", terminal.Out);
    }

    [Fact]
    public async Task An_exit_shows_no_entry_score_and_no_size_of_its_own()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Answer("/api/v1/signals", new[] { Samples.Record() with { Signal = Samples.Signal() with { Action = Core.Signals.SignalAction.Close, Score = 4.25 } } });
        using var terminal = new TestTerminal();

        await terminal.RunAsync(service, "signals");

        Assert.Matches(@"CLOSE +- +66,900\.25 +- +- +filled", terminal.Out);
    }

    [Fact]
    public async Task A_signal_whose_position_has_closed_shows_what_it_brought()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Answer("/api/v1/signals", new[] { Samples.Record() with { Result = Samples.Result(Samples.Signal().Id) }, Samples.Record("ETH") });
        using var terminal = new TestTerminal();

        await terminal.RunAsync(service, "signals");

        Assert.Matches(@"BTC .* filled +66,910\.75 +\$73\.66 +reset", terminal.Out);
        Assert.Matches(@"ETH .* filled +66,910\.75 +- +reset", terminal.Out);
    }

    [Fact]
    public async Task A_range_without_signals_is_said_in_words()
    {
        await using var service = await ServiceDouble.StartAsync();
        service.Answer("/api/v1/signals/stats", Core.Signals.Results.SignalStatistics.Of(0, Samples.MarketUnixMs, []));
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(service, "signals", "--stats");

        Assert.Equal((0, "entry signals, 1970-01-01 00:00:00 to 2025-01-01 08:00:00 UTC\nno signals in this range\n"), (exitCode, terminal.Out));
    }

    [Theory]
    [InlineData("feeds", "no feeds are planned")]
    [InlineData("symbols", "no symbols are followed")]
    [InlineData("signals", "no signals yet")]
    [InlineData("positions", "no open positions")]
    [InlineData("orders", "no orders yet")]
    [InlineData("gaps", "no gaps")]
    [InlineData("markets", "no markets are followed")]
    public async Task An_empty_list_is_said_in_words(string command, string words)
    {
        await using var service = await ServiceDouble.StartAsync();
        service.AnswerText("/api/v1/" + command, "[]");
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(service, command);

        Assert.Equal((0, words + "\n"), (exitCode, terminal.Out));
    }

    [Theory]
    [InlineData("bars BINANCE:btcusdt --timeframe 5m --last 3", "GET /api/v1/markets/BINANCE:btcusdt/bars?timeframe=5m&from=2025-01-01T07%3A50%3A00.000Z&to=2025-01-01T08%3A00%3A01.000Z")]
    [InlineData("ledger BINANCE:btcusdt --hours 2", "GET /api/v1/ledger/BINANCE:btcusdt?from=2025-01-01T06%3A00%3A01.000Z&to=2025-01-01T08%3A00%3A01.000Z")]
    [InlineData("explain BTC --at 2025-01-01T07:00:00Z", "GET /api/v1/symbols/BTC/explain?at=2025-01-01T07%3A00%3A00.000Z")]
    [InlineData("explain BTC --at 1735714800000", "GET /api/v1/symbols/BTC/explain?at=2025-01-01T07%3A00%3A00.000Z")]
    [InlineData("signals --symbol btc --limit 3", "GET /api/v1/signals?symbol=BTC&limit=3")]
    [InlineData("signals --stats", "GET /api/v1/signals/stats?from=2024-12-02T08%3A00%3A01.000Z&to=2025-01-01T08%3A00%3A01.000Z")]
    [InlineData("signals --stats --days 7 --to 2025-01-01", "GET /api/v1/signals/stats?from=2024-12-25T00%3A00%3A00.000Z&to=2025-01-01T00%3A00%3A00.000Z")]
    [InlineData("signals --stats --from 2024-12-31T12:00Z", "GET /api/v1/signals/stats?from=2024-12-31T12%3A00%3A00.000Z&to=2025-01-01T08%3A00%3A01.000Z")]
    [InlineData("positions --closed --limit 9", "GET /api/v1/positions?closed=true&limit=9")]
    [InlineData("positions --account scalper", "GET /api/v1/positions?account=scalper")]
    [InlineData("orders --limit 9 --account scalper", "GET /api/v1/orders?limit=9&account=scalper")]
    [InlineData("gaps --market OKEX:BTC-USDT --from 2025-01-01T00:00:00Z", "GET /api/v1/gaps?market=OKX%3ABTC-USDT&from=2025-01-01T00%3A00%3A00.000Z")]
    public async Task Options_reach_the_service(string line, string request)
    {
        await using var service = await ServiceDouble.StartAsync();
        using var terminal = new TestTerminal();

        await terminal.RunAsync(service, line.Split(' '));

        Assert.Contains(request, service.Requests.Select(item => item.Line));
    }

    private static object ViewOf(string path) => path switch
    {
        "/api/v1/status" => Samples.Status(),
        "/api/v1/feeds" => new[] { Samples.Feed() },
        "/api/v1/markets" => new[] { Samples.Reference() },
        "/api/v1/symbols" => new[] { Samples.Symbol() },
        "/api/v1/open-interest/BTC" => Samples.OpenInterest(),
        "/api/v1/signals" => new[] { Samples.Record() },
        "/api/v1/signals/stats" => Samples.Statistics(),
        "/api/v1/symbols/BTC/explain" => Samples.Explanation(),
        "/api/v1/signals/sqz-BTC-1735718400000-L" => Samples.Life(),
        "/api/v1/shadows" => new[] { Samples.Shadow() },
        "/api/v1/positions" => new[] { Samples.Position() },
        "/api/v1/orders" => new[] { Samples.Order() },
        "/api/v1/ledger/BINANCE:btcusdt" => Samples.Ledger(),
        "/api/v1/gaps" => new[] { Samples.Gap() },
        _ => Samples.Bars(),
    };
}
