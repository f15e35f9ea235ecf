using System.Text.Json;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Silo.Tests.Api;

/// <summary>Questions about one of several accounts, or about all of them.</summary>
public sealed class AccountsApiTests : IAsyncLifetime
{
    private static readonly DateTimeOffset At = FakeFlow.MarketTime;

    private readonly ApiHost _host = new();
    private readonly FakeFlow _alts = new();

    public async ValueTask InitializeAsync()
    {
        _host.Flow.Further["alts"] = _alts;
        await _host.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("", "alts main")]
    [InlineData("?account=all", "alts main")]
    [InlineData("?account=MAIN", "main")]
    [InlineData("?account=alts", "alts")]
    public async Task Orders_and_positions_are_those_of_all_accounts_or_of_one_and_each_row_names_its_own(string query, string accounts)
    {
        (_host.Flow.Positions, _alts.Positions) = ([Position("1", "main")], [Position("1", "alts")]);
        (_host.Flow.Orders, _alts.Orders) = ([Order("main", 1)], [Order("alts", 2)]);

        Assert.Equal(accounts, NamesOf(await _host.GetAsync($"/api/v1/orders{query}")));
        Assert.Equal(accounts, NamesOf(await _host.GetAsync($"/api/v1/positions{query}")));
    }

    [Fact]
    public async Task An_account_that_is_none_is_refused_with_those_that_are()
    {
        foreach (var path in (string[])["orders", "positions", "status"])
        {
            var problem = await _host.GetAsync($"/api/v1/{path}?account=scalper", 400);

            Assert.Equal("account: 'scalper': there is no such account; send one of alts, main", problem.GetProperty("detail").GetString());
        }
    }

    [Fact]
    public async Task Positions_of_one_account_are_told_although_another_cannot_be_read_and_never_all_but_those()
    {
        _alts.AccountProblem = "401";

        var problem = await _host.GetAsync("/api/v1/positions", 503);

        Assert.Equal("Positions are not known: account alts: 401; say account=… to leave it out", problem.GetProperty("detail").GetString());
        Assert.Equal(0, (await _host.GetAsync("/api/v1/positions?account=main")).GetArrayLength());
    }

    [Fact]
    public async Task The_status_sums_up_and_tells_each_account()
    {
        (_host.Flow.Positions, _alts.Positions) = ([Position("1", "main")], [Position("1", "alts"), Position("2", "alts")]);
        await _alts.SetPausedAsync(true);

        var status = await _host.GetAsync("/api/v1/status");
        var one = await _host.GetAsync("/api/v1/status?account=alts");

        Assert.Equal((3, 20_000m, false), (status.GetProperty("openPositions").GetInt32(), status.GetProperty("totalUsd").GetDecimal(), status.GetProperty("executionPaused").GetBoolean()));
        Assert.Equal((2, 10_000m, true), (one.GetProperty("openPositions").GetInt32(), one.GetProperty("totalUsd").GetDecimal(), one.GetProperty("executionPaused").GetBoolean()));
        Assert.Equal(
            ["alts True DOGE", "main False all coins"],
            status.GetProperty("accounts").EnumerateArray().Select(account => $"{account.GetProperty("name").GetString()} {account.GetProperty("paused").GetBoolean()} {account.GetProperty("takes").GetString()}"));
    }

    [Fact]
    public async Task The_status_tells_what_each_account_asks_of_an_entry_and_what_it_stakes()
    {
        var limits = (await _host.GetAsync("/api/v1/status?account=main")).GetProperty("accounts")[0].GetProperty("limits");

        Assert.Equal(
            """{"riskPerTrade":0.02,"stakeUsd":200,"maxOpenPositions":2,"maxPositionsPerSymbol":1,"maxSignalAgeSeconds":300,"maxPriceAgeSeconds":60,"maxSlippage":0.005,"cooldownAfterLossSeconds":3600,"lostTodayUsd":null,"maxLossTodayUsd":null,"coolDowns":[{"symbol":"ETH","untilUnixMs":1735700407000,"lostUsd":12.5}]}""",
            limits.GetRawText());
    }

    [Theory]
    [InlineData("", true, true)]
    [InlineData("?account=alts", true, false)]
    [InlineData("?account=main", false, true)]
    public async Task Entries_of_all_accounts_or_of_one_are_held_back(string query, bool isAlts, bool isMain)
    {
        var (status, _) = await _host.ChangeAsync(HttpMethod.Post, $"/api/v1/execution/pause{query}");

        Assert.Equal((200, isAlts, isMain), (status, _alts.IsPaused, _host.Flow.IsPaused));
    }

    [Fact]
    public async Task Letting_entries_go_again_needs_to_be_told_whose()
    {
        await _host.ChangeAsync(HttpMethod.Post, "/api/v1/execution/pause");

        var (refused, problem) = await _host.ChangeAsync(HttpMethod.Post, "/api/v1/execution/resume");
        Assert.Equal((400, "account: '': say which: alts, main, or all"), (refused, problem.GetProperty("detail").GetString()));
        Assert.True(_alts.IsPaused && _host.Flow.IsPaused);

        await _host.ChangeAsync(HttpMethod.Post, "/api/v1/execution/resume?account=alts");
        Assert.Equal((false, true), (_alts.IsPaused, _host.Flow.IsPaused));
        await _host.ChangeAsync(HttpMethod.Post, "/api/v1/execution/resume?account=all");
        Assert.False(_host.Flow.IsPaused);
    }

    [Fact]
    public async Task A_position_is_closed_where_it_is_and_its_account_is_asked_for_only_where_its_id_is_not_enough()
    {
        (_host.Flow.Positions, _alts.Positions) = ([Position("2", "main")], [Position("1", "alts"), Position("2", "alts")]);

        Assert.Equal(200, (await _host.ChangeAsync(HttpMethod.Post, "/api/v1/positions/1/close")).Status);
        var (ambiguous, problem) = await _host.ChangeAsync(HttpMethod.Post, "/api/v1/positions/2/close");
        var (unknown, _) = await _host.ChangeAsync(HttpMethod.Post, "/api/v1/positions/3/close");
        await _host.ChangeAsync(HttpMethod.Post, "/api/v1/positions/2/close?account=main");

        Assert.Equal((400, "account: '': position 2 is open in several accounts: send one of alts, main"), (ambiguous, problem.GetProperty("detail").GetString()));
        Assert.Equal(409, unknown);
        Assert.Equal(["1"], _alts.Closed);
        Assert.Equal(["2"], _host.Flow.Closed);
    }

    [Fact]
    public async Task A_position_is_not_closed_by_its_id_alone_while_an_account_cannot_be_read()
    {
        (_host.Flow.Positions, _alts.AccountProblem) = ([Position("1", "main")], "401");

        Assert.Equal(503, (await _host.ChangeAsync(HttpMethod.Post, "/api/v1/positions/1/close")).Status);
        Assert.Empty(_host.Flow.Closed);
    }

    [Theory]
    [InlineData("main", "alts")]
    [InlineData("alts", "alts")]
    public async Task A_position_that_was_opened_here_is_closed_whichever_account_cannot_be_read(string holder, string unread)
    {
        var (flow, other) = holder == "main" ? (_host.Flow, _alts) : (_alts, _host.Flow);
        flow.Held = [new("BTC", "sqz-BTCUSDT-1-L", "1", new(false, 0))];
        flow.Positions = [Position("1", holder)];
        (unread == holder ? flow : other).AccountProblem = "401";

        Assert.Equal(200, (await _host.ChangeAsync(HttpMethod.Post, "/api/v1/positions/1/close")).Status);

        Assert.Equal(["1"], flow.Closed);
        Assert.Empty(other.Closed);
    }

    [Fact]
    public async Task An_id_that_another_account_has_too_has_to_be_told_apart_also_while_one_of_them_cannot_be_read()
    {
        _alts.Held = [new("BTC", "sqz-BTCUSDT-1-L", "1", new(false, 0))];
        (_host.Flow.Positions, _alts.AccountProblem) = ([Position("1", "main")], "401");

        Assert.Equal(400, (await _host.ChangeAsync(HttpMethod.Post, "/api/v1/positions/1/close")).Status);
        Assert.Empty(_host.Flow.Closed.Concat(_alts.Closed));
    }

    private static string NamesOf(JsonElement rows) => string.Join(' ', rows.EnumerateArray().Select(row => row.GetProperty("account").GetString()));

    private static PositionView Position(string id, string account) =>
        new(id, "sqz-BTCUSDT-1-L", "BTC", "LONG", 1, 100, 3, 200, At, 100, 0, null, null) { Account = account };

    private static OrderIntent Order(string account, int minutes) => new("sqz-BTCUSDT-1-L", "BTC", "LONG", "filled", 1, At + TimeSpan.FromMinutes(minutes)) { Account = account };
}
