using System.Diagnostics.CodeAnalysis;

namespace SqueezeFlow.Core.Markets;

/// <summary>
/// One market of one venue, written <c>EXCHANGE:symbol</c>. The symbol keeps the venue's own spelling and letter case;
/// only the first colon separates (<c>BITFINEX:BTCF0:USTF0</c>). A venue is read in any letter case.
/// </summary>
/// <param name="Exchange">Venue id in upper case, e.g. <c>BINANCE_FUTURES</c>.</param>
/// <param name="Symbol">The venue's own symbol, e.g. <c>btcusdt</c>.</param>
public readonly record struct MarketId(string Exchange, string Symbol) : IComparable<MarketId>
{
    /// <summary>Reads <c>EXCHANGE:symbol</c>; old venue names (<c>OKEX</c>, <c>GATEIO</c>) become today's.</summary>
    /// <exception cref="FormatException">The text has no colon, or nothing on one side of it.</exception>
    public static MarketId Parse(string text) =>
        TryParse(text, out var market)
            ? market
            : throw new FormatException($"'{text}' is not a market id: expected EXCHANGE:symbol, e.g. BINANCE:btcusdt.");

    /// <summary>Reads <c>EXCHANGE:symbol</c>; false when the text has no colon, or nothing on one side of it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out MarketId market)
    {
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon <= 0 || colon == text!.Length - 1)
        {
            market = default;
            return false;
        }

        market = new(CurrentName(text[..colon].ToUpperInvariant()), text[(colon + 1)..]);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Exchange}:{Symbol}";

    /// <summary>Ordinal order by exchange, then symbol: the order of stored rows and of reports.</summary>
    public int CompareTo(MarketId other)
    {
        var byExchange = string.CompareOrdinal(Exchange, other.Exchange);
        return byExchange != 0 ? byExchange : string.CompareOrdinal(Symbol, other.Symbol);
    }

    /// <summary>Ordinal order.</summary>
    public static bool operator <(MarketId left, MarketId right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >(MarketId left, MarketId right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator <=(MarketId left, MarketId right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >=(MarketId left, MarketId right) => left.CompareTo(right) >= 0;

    private static string CurrentName(string exchange) => exchange switch
    {
        "OKEX" => "OKX",
        "GATEIO" => "GATE",
        _ => exchange,
    };
}
