namespace SqueezeFlow.Exchanges.Catalog;

/// <summary>The asset followed across markets, from a venue's own base field.</summary>
internal static class BaseCoin
{
    private static readonly string[] Multipliers = ["1000000", "100000", "10000", "1000", "1M"];

    /// <summary>Upper case, other venues' names for the same coin mapped, a leading multiplier stripped: <c>1000PEPE</c> is <c>PEPE</c>.</summary>
    public static string Of(string venueName)
    {
        var name = venueName.ToUpperInvariant();
        foreach (var multiplier in Multipliers)
        {
            if (name.Length > multiplier.Length &&
                name.StartsWith(multiplier, StringComparison.Ordinal) &&
                char.IsAsciiLetterUpper(name[multiplier.Length]))
            {
                name = name[multiplier.Length..];
                break;
            }
        }

        return name switch
        {
            "XBT" => "BTC",
            "XDG" => "DOGE",
            "BCHN" => "BCH",
            _ => name,
        };
    }
}
