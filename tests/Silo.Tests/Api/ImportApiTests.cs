using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Core.Views.Importing;

namespace SqueezeFlow.Silo.Tests.Api;

public sealed class ImportApiTests : IAsyncLifetime
{
    private const string Path = "/api/v1/markets/BINANCE:btcusdt/bars?timeframe=1m";
    private const long Start = 1_735_689_600_000;

    private static readonly MarketId Market = MarketId.Parse("BINANCE:btcusdt");

    private readonly ApiHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Bars_are_stored_as_history_and_a_second_time_changes_nothing()
    {
        var first = await PostAsync(Path, Bar(0), Bar(1));
        var second = await PostAsync(Path, Bar(0), Bar(1));

        Assert.Equal((200, 2, 0), Counts(first));
        Assert.Equal((200, 0, 2), Counts(second));
        Assert.Equal([Row(0), Row(1)], _host.Store.Rows);
    }

    [Fact]
    public async Task A_bar_that_is_stored_gives_way_to_a_fuller_one_only_and_keeps_its_liquidations()
    {
        _host.Store.Rows.Add(new(Market, Timeframe.M1, Core(Bar(0)) with { BuyNotional = 1, BuyLiquidation = 7 }));

        var answer = await PostAsync(Path, Bar(0));

        Assert.Equal((200, 1, 0), Counts(answer));
        Assert.Equal(Row(0) with { Bar = Core(Bar(0)) with { BuyLiquidation = 7 } }, _host.Store.Rows[^1]);
    }

    [Fact]
    public async Task A_poorer_bar_refuses_the_call_unless_the_fuller_is_to_be_kept()
    {
        _host.Store.Rows.Add(new(Market, Timeframe.M1, Core(Bar(1)) with { BuyNotional = 9_000 }));

        var refused = await PostAsync(Path, Bar(0), Bar(1), Bar(2));
        var rows = _host.Store.Rows.Count;
        var kept = await PostAsync(Path + "&keep=true", Bar(0), Bar(1), Bar(2));

        Assert.Equal((409, "bars[1].openUnixMs"), (refused.Status, refused.Body.GetProperty("field").GetString()));
        Assert.Contains("turnover of 9200", refused.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, rows);
        Assert.Equal((200, 2, 1), Counts(kept));
        Assert.Equal(9_000, _host.Store.Rows.Single(row => row.Bar.OpenUnixMs == Bar(1).OpenUnixMs).Bar.BuyNotional);
    }

    [Fact]
    public async Task A_bar_of_liquidations_only_has_no_prices()
    {
        var bar = new BarView(null, Start, null, null, null, null, 0, 0, 0, 0, 5, 0);

        var answer = await PostAsync(Path, bar);

        Assert.Equal((200, 1, 0), Counts(answer));
        Assert.True(double.IsNaN(Assert.Single(_host.Store.Rows).Bar.Open));
    }

    public static TheoryData<string, string, string> Faults => new()
    {
        { "\"openUnixMs\":1735689660000", "\"openUnixMs\":1735689660001", "bars[1].openUnixMs" },
        { "\"openUnixMs\":1735689660000", "\"openUnixMs\":1735689600000", "bars[1].openUnixMs" },
        { "\"openUnixMs\":1735689660000", "\"openUnixMs\":1735689960000", "bars[1].openUnixMs" },
        { "\"openUnixMs\":1735689660000", "\"openUnixMs\":\"x\"", "bars[1].openUnixMs" },
        { "\"open\":101,", "\"open\":0,", "bars[1].open" },
        { "\"open\":101,", "\"open\":null,", "bars[1].open" },
        { "\"open\":101,", "", "bars[1]" },
        { "\"high\":106,", "\"high\":100,", "bars[1].high" },
        { "\"low\":96,", "\"low\":105,", "bars[1].low" },
        { "\"buyNotional\":1001,", "\"buyNotional\":-1,", "bars[1].buyNotional" },
        { "\"buyNotional\":1001,", "\"buyNotional\":null,", "bars[1].buyNotional" },
        { "\"buyNotional\":1001,", "\"buyNotional\":1e300,", "bars[1].buyNotional" },
        { "\"buyCount\":4,", "\"buyCount\":-4,", "bars[1].buyCount" },
        { "\"buyCount\":4,", "\"buyCount\":4,\"colour\":1,", "bars[1].colour" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_value_that_will_not_do_is_named_by_its_row_and_nothing_is_stored(string text, string instead, string field)
    {
        var body = JsonSerializer.Serialize(new BarsToImport([Bar(0), Bar(1) with { BuyCount = 4 }]), JsonSerializerOptions.Web);
        Assert.Contains(text, body, StringComparison.Ordinal);
        var at = body.LastIndexOf(text, StringComparison.Ordinal);

        var (status, answer) = await PostTextAsync(Path, body[..at] + instead + body[(at + text.Length)..]);

        Assert.Equal(400, status);
        Assert.Equal(field, answer.GetProperty("field").GetString());
        Assert.Empty(_host.Store.Rows);
    }

    [Theory]
    [InlineData("/api/v1/markets/BINANCE:btcusdt/bars?timeframe=3m", "timeframe")]
    [InlineData("/api/v1/markets/BINANCE/bars?timeframe=1m", "market")]
    [InlineData("/api/v1/markets/BINANCE:btcusdt/bars?timeframe=1m&keep=perhaps", "keep")]
    [InlineData("/api/v1/markets/BINANCE:btcusdt/bars", "timeframe")]
    [InlineData("/api/v1/markets/BINANCE:btcusdt/bars?colour=red", "colour")]
    public async Task A_parameter_that_will_not_do_is_named(string path, string field)
    {
        var (status, answer) = await PostAsync(path, Bar(0));

        Assert.Equal((400, field), (status, answer.GetProperty("field").GetString()));
    }

    [Theory]
    [InlineData("{}", "body")]
    [InlineData("{\"bars\":null}", "bars")]
    [InlineData("{\"bars\":[]}", "bars")]
    [InlineData("[]", "body")]
    public async Task A_body_without_bars_is_refused(string body, string field)
    {
        var (status, answer) = await PostTextAsync(Path, body);

        Assert.Equal(400, status);
        Assert.Equal(field, answer.GetProperty("field").GetString());
    }

    [Fact]
    public async Task Bodies_of_bars_may_be_larger_than_others_but_not_of_any_size()
    {
        var bars = Enumerable.Range(0, 5).Select(Bar).ToArray();
        var large = await PostTextAsync(Path, JsonSerializer.Serialize(new BarsToImport(bars), JsonSerializerOptions.Web) + new string(' ', 3_000_000));
        var larger = await PostTextAsync(Path, "{}" + new string(' ', 5_000_000));

        Assert.Equal(200, large.Status);
        Assert.Equal(413, larger.Status);
    }

    private static BarView Bar(int minute) =>
        new("BINANCE:btcusdt", Start + (minute * 60_000L), 100 + minute, 105 + minute, 95 + minute, 100.5, 1_000 + minute, 200, 3, 2, 0, 0);

    private static BarRow Row(int minute) => new(Market, Timeframe.M1, Core(Bar(minute)), IsImported: true);

    private static Bar Core(BarView view) => SqueezeFlow.Silo.Api.Bars.ImportedBar.Of(view);

    private static (int Status, int Written, int Kept) Counts((int Status, JsonElement Body) answer) =>
        (answer.Status, answer.Body.GetProperty("written").GetInt32(), answer.Body.GetProperty("kept").GetInt32());

    private Task<(int Status, JsonElement Body)> PostAsync(string path, params BarView[] bars) =>
        PostTextAsync(path, JsonSerializer.Serialize(new BarsToImport(bars), JsonSerializerOptions.Web));

    private async Task<(int Status, JsonElement Body)> PostTextAsync(string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add(ApiHeaders.Change, ApiHeaders.Meant);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }
}
