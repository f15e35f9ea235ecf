namespace SqueezeFlow.Silo.Tests.Api;

/// <summary>Why nothing was evaluated, told to whoever asks.</summary>
public sealed class ExplainApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_symbol_without_history_says_what_the_venue_answered()
    {
        host.Flow.HistoryProblem = "history could not be loaded: BINANCE GET /api/v3/klines: expected 200, found 404";

        var body = await host.GetAsync("/api/v1/symbols/BTC/explain", 404);

        Assert.EndsWith("expected 200, found 404", body.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }
}
