using System.Globalization;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Storage.Influx.Protocol;

namespace SqueezeFlow.Storage.Influx.Points;

/// <summary>Markets and times in statements.</summary>
internal static class BarTags
{
    /// <summary>The only tag of a bar.</summary>
    public const string Market = "market";

    /// <summary>The same in a statement.</summary>
    public const string QuotedMarket = "\"market\"";

    // The server's times are nanoseconds in 64 bits.
    private const long MostUnixMs = 9_223_372_036_000;

    /// <summary>A time that the server can compare with: before 1970 there are no trades.</summary>
    public static long Clamp(long unixMs) => Math.Clamp(unixMs, 0, MostUnixMs);

    /// <summary>A whole number; the smallest there is cannot be written as one.</summary>
    public static string Number(long value) => Math.Max(value, -long.MaxValue).ToString(CultureInfo.InvariantCulture);

    /// <summary>Condition for rows of a market that open in a range.</summary>
    public static string Within(long fromUnixMs, long toUnixMs) => $"time >= {InfluxQl.Time(Clamp(fromUnixMs))} AND time < {InfluxQl.Time(Clamp(toUnixMs))}";

    /// <summary>Condition for a row to be of one of some markets, under any of their names; null when none of them can have a row.</summary>
    public static string? AnyOf(IEnumerable<MarketId> markets)
    {
        var names = markets.SelectMany(NamesOf).Where(name => LineWriter.RefusalOf(name) is null).ToList();
        return names.Count == 0 ? null : string.Join(" OR ", names.Select(name => $"{QuotedMarket} = {InfluxQl.Text(name)}"));
    }

    /// <summary>The market of a tag; null when it is none.</summary>
    public static MarketId? Parse(string tag) => MarketId.TryParse(tag, out var market) ? market : null;

    // What aggr-server wrote stands under the names that the venues had then.
    private static IEnumerable<string> NamesOf(MarketId market) => market.Exchange switch
    {
        "OKX" => [market.ToString(), $"OKEX:{market.Symbol}"],
        "GATE" => [market.ToString(), $"GATEIO:{market.Symbol}"],
        _ => [market.ToString()],
    };
}
