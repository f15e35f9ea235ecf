using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Flow.OpenInterest;

/// <summary>Open interest of a market, units made alike over venues and tickers.</summary>
/// <param name="Coins">Coins; NaN when it cannot be told.</param>
/// <param name="Usd">Value, USD; NaN when it cannot be told.</param>
public readonly record struct OpenInterestWorth(double Coins, double Usd)
{
    /// <summary>Of base units; on a multiplied ticker each is many coins.</summary>
    /// <param name="instrument">The market.</param>
    /// <param name="amount">Base units.</param>
    /// <param name="price">Quote units per base unit; NaN when unknown.</param>
    public static OpenInterestWorth OfBase(Instrument instrument, double amount, double price) =>
        new(amount * MultiplierOf(instrument), amount * price);

    /// <summary>Of dollars.</summary>
    /// <param name="instrument">The market.</param>
    /// <param name="usd">Dollars, whatever the price.</param>
    /// <param name="price">Quote units per base unit; NaN when unknown.</param>
    public static OpenInterestWorth OfUsd(Instrument instrument, double usd, double price) =>
        new(usd / price * MultiplierOf(instrument), usd);

    /// <summary>Of contracts: base units or, inverse, dollars times the contract size.</summary>
    /// <param name="instrument">The market.</param>
    /// <param name="contracts">Contracts.</param>
    /// <param name="price">Quote units per base unit; NaN when unknown.</param>
    public static OpenInterestWorth OfContracts(Instrument instrument, double contracts, double price) =>
        new(instrument.BaseSize(contracts, price) * MultiplierOf(instrument), instrument.Notional(contracts, price));

    private static double MultiplierOf(Instrument instrument) => BaseCoin.MultiplierOf(instrument.Market);
}
