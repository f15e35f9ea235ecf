namespace SqueezeFlow.Core.Flow.OpenInterest;

/// <summary>What scopes are called where they are stored.</summary>
public static class OpenInterestScopes
{
    /// <summary>Stored in place of a venue for <see cref="OpenInterestScope.Futures"/>.</summary>
    public const string FuturesName = "FUTURES_AGG";

    /// <summary>Stored in place of a venue for <see cref="OpenInterestScope.Total"/>.</summary>
    public const string TotalName = "TOTAL_AGG";

    private static readonly HashSet<string> FuturesVenues = new(StringComparer.Ordinal) { "BINANCE_FUTURES", "BYBIT", "OKX" };

    /// <summary><c>individual</c>, <c>futures_aggregate</c>, <c>total_aggregate</c> or <c>market</c>.</summary>
    public static string StoredType(this OpenInterestScope scope) => scope switch
    {
        OpenInterestScope.Individual => "individual",
        OpenInterestScope.Futures => "futures_aggregate",
        OpenInterestScope.Total => "total_aggregate",
        _ => "market",
    };

    /// <summary>The scope stored under a name.</summary>
    /// <exception cref="FormatException">No scope is stored so.</exception>
    public static OpenInterestScope Parse(string storedType) => storedType switch
    {
        "individual" => OpenInterestScope.Individual,
        "futures_aggregate" => OpenInterestScope.Futures,
        "total_aggregate" => OpenInterestScope.Total,
        "market" => OpenInterestScope.Market,
        _ => throw new FormatException($"Expected individual, futures_aggregate, total_aggregate or market, found '{storedType}'."),
    };

    /// <summary>Whether a venue belongs to an aggregate.</summary>
    internal static bool Includes(this OpenInterestScope aggregate, string exchange) =>
        aggregate == OpenInterestScope.Total || FuturesVenues.Contains(exchange);

    /// <summary>What stands in place of the venue.</summary>
    internal static string AggregateName(this OpenInterestScope aggregate) =>
        aggregate == OpenInterestScope.Futures ? FuturesName : TotalName;
}
