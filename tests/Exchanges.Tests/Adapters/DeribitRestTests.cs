using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Adapters.Deribit;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>Deribit's lists, open interest and turnover.</summary>
public sealed class DeribitRestTests
{
    private readonly Deribit _adapter = new();

    [Fact]
    public void Recorded_lists_give_futures_of_both_kinds_and_no_options_or_combinations()
    {
        var found = VenueBench.Bodies("DERIBIT", "rest-instruments.jsonl").SelectMany(body => VenueBench.InstrumentsIn(_adapter, VenueBench.Text(body))).ToList();

        Assert.Contains(new(new("DERIBIT", "BTC-PERPETUAL"), MarketKind.Perp, ContractKind.Inverse, "BTC", "USD", 1, true), found);
        Assert.Contains(new(new("DERIBIT", "BTC-25MAR22"), MarketKind.Perp, ContractKind.Inverse, "BTC", "USD", 1, true), found);
        Assert.Contains(new(new("DERIBIT", "BCH_USDC-PERPETUAL"), MarketKind.Perp, ContractKind.Linear, "BCH", "USDC", 1, true), found);
        Assert.DoesNotContain(found, instrument => instrument.Market.Symbol.Contains("COMBO", StringComparison.Ordinal) || Deribit.IsOption(instrument.Market.Symbol));
    }

    [Fact]
    public void Spot_pairs_are_listed_as_spot()
    {
        var found = VenueBench.InstrumentsIn(_adapter, """{"result":[{"kind":"spot","instrument_name":"ETH_BTC","instrument_type":"linear","settlement_period":"spot","base_currency":"ETH","quote_currency":"BTC","is_active":false}]}""");

        Assert.Equal([new(new("DERIBIT", "ETH_BTC"), MarketKind.Spot, ContractKind.Spot, "ETH", "BTC", 1, false)], found);
    }

    [Fact]
    public void Open_interest_is_dollars_on_reversed_contracts_and_coins_on_linear_ones()
    {
        var values = new List<OpenInterestValue>();

        Assert.True(_adapter.TryReadOpenInterest(Summary, values));
        Assert.True(_adapter.TryReadOpenInterest(Assert.Single(VenueBench.Bodies("DERIBIT", "rest-oi.jsonl")), values));
        Assert.False(_adapter.TryReadOpenInterest("""{"error":{"code":10028}}"""u8.ToArray(), values));

        Assert.Equal(
            [
                new(new("DERIBIT", "BTC-PERPETUAL"), 716004750, OpenInterestUnit.Usd, 63346.33, 5),
                new(new("DERIBIT", "SOL_USDC-PERPETUAL"), 0, OpenInterestUnit.Base, 20, 5),
                new(new("DERIBIT", "ETH-22FEB19-140-P"), 0.55, OpenInterestUnit.Base, double.NaN, 1550227952163),
            ],
            values);
    }

    [Fact]
    public void One_call_for_each_settlement_currency_covers_every_future()
    {
        var calls = _adapter.OpenInterestCalls(
            [Assumed("BTC-PERPETUAL"), Assumed("BTC-25MAR22"), Assumed("SOL_USDC-PERPETUAL"), Assumed("XRP_USDC-PERPETUAL"), Assumed("BTC_USDC")]);

        Assert.Equal(
            [
                "/api/v2/public/get_book_summary_by_currency?currency=BTC&kind=future",
                "/api/v2/public/get_book_summary_by_currency?currency=USDC&kind=future",
            ],
            calls.Select(call => call.Path));
    }

    [Fact]
    public void Turnover_is_the_dollar_volume()
    {
        var turnover = new Dictionary<MarketId, double>();

        Assert.True(_adapter.TryReadTurnover(Summary, turnover));

        Assert.Equal(177187410, turnover[new("DERIBIT", "BTC-PERPETUAL")]);
    }

    private static byte[] Summary =>
        """{"result":[{"instrument_name":"BTC-PERPETUAL","open_interest":716004750,"mark_price":63346.33,"volume_usd":177187410,"creation_timestamp":5},{"instrument_name":"SOL_USDC-PERPETUAL","open_interest":0.0,"mark_price":20,"volume_usd":1,"creation_timestamp":5},{"instrument_name":"X-PERPETUAL","open_interest":null}]}"""u8.ToArray();

    private Instrument Assumed(string symbol) => _adapter.Assume(new("DERIBIT", symbol))!;
}
