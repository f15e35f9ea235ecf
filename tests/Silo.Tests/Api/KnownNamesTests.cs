using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Silo.Api.Requests;

namespace SqueezeFlow.Silo.Tests.Api;

public sealed class KnownNamesTests : IDisposable
{
    private readonly FakeStore _store = new();
    private readonly FakeFlow _flow = new();
    private readonly Products _products;
    private readonly KnownNames _names;

    public KnownNamesTests()
    {
        _products = new(_flow, _store, TimeProvider.System);
        _names = new(_products, _flow);
    }

    public void Dispose() => _products.Dispose();

    [Theory]
    [InlineData("PHEMEX:sOLUSDT", "PHEMEX:sOLUSDT")]
    [InlineData("PHEMEX:SOLUSDT", "PHEMEX:SOLUSDT")]
    [InlineData("phemex:solusdt", null)]
    [InlineData("huobi:BTC-usdt", "HUOBI:BTC-USDT")]
    public async Task Letter_case_decides_only_where_a_venue_has_two_markets_that_differ_in_nothing_else(string asked, string? found)
    {
        foreach (var market in (string[])["PHEMEX:sOLUSDT", "PHEMEX:SOLUSDT", "HUOBI:BTC-USDT"])
        {
            _store.Rows.Add(new(MarketId.Parse(market), Timeframe.M1, default));
        }

        var inputs = new Inputs();
        var known = await _names.MarketAsync(inputs, asked, inputs.Refuse, TestContext.Current.CancellationToken);

        Assert.Equal(found, inputs.Refusal is null ? known.ToString() : null);
    }

    [Fact]
    public async Task A_coin_that_was_collected_once_can_still_be_asked_for()
    {
        _store.Rows.Add(new(new("BINANCE", "dogeusdt"), Timeframe.M1, default));

        var inputs = new Inputs();
        var coin = await _names.CollectedAsync(inputs, "symbol", "doge", TestContext.Current.CancellationToken);

        Assert.Equal(("DOGE", null), (coin, inputs.Refusal));
    }

    [Fact]
    public async Task Nothing_is_refused_while_nothing_is_known()
    {
        _flow.Tracked = [];
        _flow.HasMarkets = false;

        var inputs = new Inputs();
        await _names.CollectedAsync(inputs, "symbol", "DOGE", TestContext.Current.CancellationToken);

        Assert.Null(inputs.Refusal);
    }
}
