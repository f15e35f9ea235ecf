using System.Globalization;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Storage.Reading;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Api.Bars;
using SqueezeFlow.Silo.Api.Requests;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Api.Charts;

/// <summary>
/// Answers <c>/historical</c> as chart clients know it: rows as arrays, seconds, the timeframe asked for, one row per market and bucket, errors
/// as <c>{"error": text}</c>.
/// </summary>
internal sealed class ChartBars(IBarStore store, Products products, IOptions<HttpOptions> options)
{
    private const double UsualTimeframeMs = 60_000;

    /// <summary>Bars of the range; of a minute and of all markets unless told otherwise.</summary>
    /// <param name="from">Start, inclusive, milliseconds since 1970 UTC.</param>
    /// <param name="to">End, exclusive, milliseconds since 1970 UTC.</param>
    /// <param name="timeframe">Length of a bar, milliseconds; null for a minute.</param>
    /// <param name="markets">Market ids joined with <c>+</c>; null or empty for all.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<IResult> ReadAsync(string from, string to, string? timeframe, string? markets, CancellationToken stop)
    {
        if (!TryNumber(from, out var start) || !TryNumber(to, out var end))
        {
            return Error(StatusCodes.Status400BadRequest, "missing interval");
        }

        if (!TryLength(timeframe, out var length))
        {
            return Error(StatusCodes.Status400BadRequest, $"timeframe '{timeframe}' cannot be read: send whole milliseconds, e.g. 60000 for a minute");
        }

        if ((end - start) / length > options.Value.MaxBars)
        {
            return Error(StatusCodes.Status400BadRequest, "too many bars");
        }

        if (start > end)
        {
            return Error(StatusCodes.Status400BadRequest, "from > to");
        }

        var range = new BarRange(new((long)length), Clamp(start), Clamp(end));
        if (StoredBars.UnitOf(range.Timeframe) is null)
        {
            return HistoricalResult.Empty;
        }

        try
        {
            var names = Wanted(markets, await products.ReadAsync(stop));
            MarketId[] wanted = [.. names.Keys.Order()];
            return range.Count * wanted.Length > options.Value.MaxRows
                ? Error(StatusCodes.Status400BadRequest, "too many bars")
                : await HistoricalResult.BeginAsync([.. wanted.Select(market => names[market])], new(store, wanted, range), stop);
        }
        catch (IOException failure)
        {
            ApiMetrics.Failures.Add(1);
            return Error(StatusCodes.Status500InternalServerError, failure.Message);
        }
    }

    // Each market with the name that its rows are to bear. A name that is not known has no rows; it never reaches the store.
    private static Dictionary<MarketId, string> Wanted(string? markets, IReadOnlySet<MarketId> known)
    {
        if (string.IsNullOrWhiteSpace(markets))
        {
            return known.ToDictionary(market => market, market => market.ToString());
        }

        Dictionary<MarketId, string> wanted = [];
        foreach (var text in markets.Split('+', StringSplitOptions.RemoveEmptyEntries).Select(text => Uri.UnescapeDataString(text).Trim()))
        {
            if (MarketId.TryParse(text, out var market) && known.Contains(market))
            {
                wanted.TryAdd(market, NameOf(text, market));
            }
        }

        return wanted;
    }

    // A client that asks under a venue's old name finds its rows by that name.
    private static string NameOf(string text, MarketId market) => $"{text[..text.IndexOf(':', StringComparison.Ordinal)].ToUpperInvariant()}:{market.Symbol}";

    private static bool TryLength(string? text, out double length)
    {
        length = UsualTimeframeMs;
        return text is null || (TryNumber(text, out length) && length >= 1 && length == Math.Floor(length) && length <= long.MaxValue / 4);
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static long Clamp(double unixMs) => (long)Math.Clamp(Math.Ceiling(unixMs), 0, 253_402_300_799_999);

    private static IResult Error(int status, string text) => Results.Json(new { error = text }, statusCode: status);
}
