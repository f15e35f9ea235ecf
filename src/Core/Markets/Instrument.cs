namespace SqueezeFlow.Core.Markets;

/// <summary>What a venue says of a market: what is traded, and what one unit of its size field is worth.</summary>
/// <param name="Market">The market.</param>
/// <param name="Kind">Spot or derivative.</param>
/// <param name="Contract">How sizes turn into base units and notional.</param>
/// <param name="BaseCoin">The asset followed across markets, multipliers stripped, e.g. <c>PEPE</c> for <c>1000PEPEUSDT</c>.</param>
/// <param name="Quote">Quote currency, upper case, e.g. <c>USDT</c>.</param>
/// <param name="ContractSize">Base units (linear) or quote units (inverse) of one contract; 1 on spot. Greater than zero.</param>
/// <param name="IsTrading">Whether the venue accepts orders for it now.</param>
public sealed record Instrument(
    MarketId Market,
    MarketKind Kind,
    ContractKind Contract,
    string BaseCoin,
    string Quote,
    double ContractSize,
    bool IsTrading)
{
    /// <summary>Whether sizes are worth the same on another version of the market.</summary>
    public bool CountsLike(Instrument other) => (Contract, ContractSize) == (other.Contract, other.ContractSize);

    /// <summary>Base units of <paramref name="rawSize"/> of the venue's size units at <paramref name="price"/>.</summary>
    public double BaseSize(double rawSize, double price) => Contract switch
    {
        ContractKind.Spot => rawSize,
        ContractKind.Linear => rawSize * ContractSize,
        _ => rawSize * ContractSize / price,
    };

    /// <summary>Quote units of <paramref name="rawSize"/> of the venue's size units at <paramref name="price"/>.</summary>
    public double Notional(double rawSize, double price) => Contract switch
    {
        ContractKind.Spot => rawSize * price,
        ContractKind.Linear => rawSize * ContractSize * price,
        _ => rawSize * ContractSize,
    };
}
