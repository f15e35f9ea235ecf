using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Tests.Flow.OpenInterest;

public sealed class OpenInterestWorthTests
{
    [Theory]
    [InlineData("BINANCE_FUTURES:btcusdt", 2, 50_000, 2, 100_000)]
    [InlineData("BINANCE_FUTURES:1000pepeusdt", 5_000, 0.01, 5_000_000, 50)]
    [InlineData("BYBIT:SHIB1000USDT", 5_000, 0.01, 5_000_000, 50)]
    [InlineData("HYPERLIQUID:kPEPE", 5_000, 0.01, 5_000_000, 50)]
    [InlineData("PHEMEX:u1000PEPEUSDT", 5_000, 0.01, 5_000_000, 50)]
    public void Base_units_become_coins_and_dollars(string market, double amount, double price, double coins, double usd)
    {
        Assert.Equal(new(coins, usd), OpenInterestWorth.OfBase(Perp(market, ContractKind.Linear, 1), amount, price));
    }

    [Fact]
    public void Contracts_are_of_base_units_or_inverse_of_dollars()
    {
        var linear = OpenInterestWorth.OfContracts(Perp("OKX:BTC-USDT-SWAP", ContractKind.Linear, 0.01), 300, 50_000);
        var inverse = OpenInterestWorth.OfContracts(Perp("BINANCE_FUTURES:btcusd_perp", ContractKind.Inverse, 100), 1_000, 50_000);

        Assert.Equal(new(3, 150_000), linear);
        Assert.Equal(new(2, 100_000), inverse);
    }

    [Fact]
    public void Dollars_are_dollars_whatever_the_price()
    {
        Assert.Equal(new(2, 100_000), OpenInterestWorth.OfUsd(Perp("DERIBIT:BTC-PERPETUAL", ContractKind.Inverse, 10), 100_000, 50_000));
    }

    private static Instrument Perp(string id, ContractKind contract, double size) =>
        new(MarketId.Parse(id), MarketKind.Perp, contract, "BTC", "USDT", size, true);
}
