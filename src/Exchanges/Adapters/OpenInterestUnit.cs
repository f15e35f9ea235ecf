namespace SqueezeFlow.Exchanges.Adapters;

/// <summary>What a venue's open interest counts.</summary>
public enum OpenInterestUnit
{
    /// <summary>Base units of the instrument (thousands of coins on multiplied tickers).</summary>
    Base,

    /// <summary>US dollars, whatever the price.</summary>
    Usd,

    /// <summary>Contracts of the instrument's contract size.</summary>
    Contracts,
}
