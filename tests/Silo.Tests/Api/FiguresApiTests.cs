using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Silo.Api.Symbols.Figures;

namespace SqueezeFlow.Silo.Tests.Api;

public sealed class FiguresApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const long Start = 1_735_689_600_000;
    private const long Bar = 300_000;

    [Fact]
    public void The_hour_begins_with_the_bar_that_closed_an_hour_before_the_last_one()
    {
        var window = Window([100, 200, .. Enumerable.Repeat<double?>(150, 10), null, 220]);

        Assert.Equal(10, FigureMaker.ChangeOf(window)!.Value, 9);
    }

    [Fact]
    public void A_change_is_not_told_where_no_bar_is_as_old_or_the_market_was_not_heard_for_long()
    {
        Assert.Null(FigureMaker.ChangeOf(Window([])));
        Assert.Null(FigureMaker.ChangeOf(Window([.. Enumerable.Repeat<double?>(150, 12)])));
        var apart = Window([100, 220]) with { OpenUnixMs = [Start, Start + (50 * Bar)] };
        Assert.Null(FigureMaker.ChangeOf(apart));
    }

    [Fact]
    public void Divergence_is_the_running_difference_of_the_last_bars_and_leaves_out_what_is_not_known()
    {
        var window = Window([.. Enumerable.Repeat<double?>(1, 40)]) with
        {
            SpotDelta = [.. Enumerable.Repeat(1_000d, 4), .. Enumerable.Repeat(2d, 36)],
            PerpDelta = [.. Enumerable.Repeat(0d, 38), double.NaN, 1],
        };

        var divergence = FigureMaker.DivergenceOf(window);

        Assert.Equal((36, 2, 68, 68, 69), (divergence.Length, divergence[0], divergence[^3], divergence[^2], divergence[^1]));
    }

    [Fact]
    public void Completeness_counts_the_minutes_of_all_markets()
    {
        Assert.Equal(0.75, FigureMaker.ShareOf([(10, 0), (5, 5)], Start, Start + 600_000));
        Assert.Null(FigureMaker.ShareOf([], Start, Start + 600_000));
        Assert.Null(FigureMaker.ShareOf([(1, 0)], Start, Start));
    }

    [Fact]
    public async Task Every_symbol_has_its_figures()
    {
        var all = await host.GetAsync("/api/v1/figures");

        Assert.Equal(["$WIF", "BTC", "币安人生"], all.EnumerateArray().Select(one => one.GetProperty("symbol").GetString()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, all[1].GetProperty("changePercent1h").ValueKind);
        Assert.Equal(1, all[1].GetProperty("bars").GetInt32());
    }

    [Fact]
    public async Task Open_interest_over_time_is_the_sum_of_all_venues_unless_one_is_named()
    {
        OpenInterestRow Row(OpenInterestScope scope, string exchange, long at, double usd) => new("BTC", scope, exchange, "", at, usd, usd / 100, null, 1, "OKX");
        host.OpenInterest.Rows.AddRange([Row(OpenInterestScope.Total, "TOTAL_AGG", Start, 200), Row(OpenInterestScope.Individual, "OKX", Start, 150), Row(OpenInterestScope.Total, "TOTAL_AGG", Start + Bar, double.NaN)]);

        var total = await host.GetAsync($"/api/v1/open-interest/btc/history?from={Start}&to={Start + Bar + 1}");
        var venue = await host.GetAsync($"/api/v1/open-interest/BTC/history?from={Start}&to={Start + Bar + 1}&of=okx");
        await host.GetAsync("/api/v1/open-interest/NOPE/history", 404);
        await host.GetAsync("/api/v1/open-interest/BTC/history?from=0", 400);

        Assert.Equal($$"""{"symbol":"BTC","name":"TOTAL_AGG","unixMs":[{{Start}},{{Start + Bar}}],"openInterestUsd":[200,null],"openInterestCoin":[2,null]}""", total.GetRawText());
        Assert.Equal("[150]", venue.GetProperty("openInterestUsd").GetRawText());
    }

    private static CvdView Window(IReadOnlyList<double?> closes) => new(
        "BTC", "5m", 0, [.. closes.Select((_, i) => Start + (i * Bar))], [.. closes.Select(_ => 0d)], [.. closes.Select(_ => 0d)], closes);
}
