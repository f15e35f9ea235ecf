using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Mexc;

/// <summary>The search for past trades on MEXC: spot in windows of time from the old end upwards, perpetuals the newest hundred.</summary>
internal static class MexcHistory
{
    private const int PageSize = 1000;
    private const long FirstWindowMs = 300_000;
    private const long WidestWindowMs = 3_600_000;

    /// <summary>
    /// The next window of a spot pair; null when there is none. A full page may end anywhere, so its window is asked for again at half the
    /// width; a window that was read whole is followed by one of twice its width.
    /// </summary>
    public static RestCall? NextSpot(string symbol, TradeSearch search)
    {
        var gap = search.Gap;
        var until = gap.AfterUnixMs > 0 ? gap.AfterUnixMs + 1 : long.MaxValue;
        if (search.Pages == 0)
        {
            return Call(symbol, gap.BeforeUnixMs - 1, FirstWindowMs, until, search);
        }

        var (from, to) = WindowIn(search.Cursor);
        var width = to - from;
        if (search.LastRows >= PageSize && width > 1)
        {
            return Call(symbol, from, width / 2, until, search);
        }

        // Without an end, a silent window is the present.
        var isDone = to >= until || (gap.AfterUnixMs == 0 && search.LastRows == 0);
        return isDone ? null : Call(symbol, to, Math.Min(width * 2, WidestWindowMs), until, search);
    }

    /// <summary>The newest trades of a perpetual; null when they have been read.</summary>
    public static RestCall? NextFutures(string symbol, TradeSearch search) =>
        search.Pages > 0 ? null : new("futures", $"/api/v1/contract/deals/{Uri.EscapeDataString(symbol)}?limit=100");

    /// <summary>Reads a window of a spot pair.</summary>
    /// <exception cref="FormatException">The body is no list of trades.</exception>
    public static void ReadSpot(ReadOnlyMemory<byte> body, TradeSearch search)
    {
        using var rows = RestList.OpenTrades(body);
        Begin(search);
        foreach (var row in rows.Rows)
        {
            search.AddWithKey(new(0, row.Int64("T"), row.Decimal("p"), row.Decimal("q"), 1, SideOf(row)));
        }
    }

    /// <summary>Reads the newest trades of a perpetual.</summary>
    /// <exception cref="FormatException">The body is no list of trades.</exception>
    public static void ReadFutures(ReadOnlyMemory<byte> body, TradeSearch search)
    {
        using var rows = RestList.OpenTrades(body, "data");
        Begin(search);
        foreach (var row in rows.Rows)
        {
            var json = RestRow.ReaderOf(row);
            search.AddWithKey(MexcFrames.ReadTrade(ref json, out _));
        }
    }

    // Windows share a millisecond, whose equals begin anew in each.
    private static void Begin(TradeSearch search)
    {
        search.BeginPage();
        search.Keys.Clear();
    }

    // Whether the buyer rested.
    private static AggressorSide SideOf(JsonElement row) =>
        !row.TryGetProperty("m", out var isBuyerMaker) ? AggressorSide.Unknown
        : isBuyerMaker.ValueKind == JsonValueKind.True ? AggressorSide.Sell
        : isBuyerMaker.ValueKind == JsonValueKind.False ? AggressorSide.Buy
        : AggressorSide.Unknown;

    private static RestCall Call(string symbol, long from, long width, long until, TradeSearch search)
    {
        var to = Math.Min(from + width, Math.Max(until, from + 1));
        search.Cursor = string.Create(CultureInfo.InvariantCulture, $"{from}-{to}");
        return new(
            "main",
            string.Create(
                CultureInfo.InvariantCulture,
                $"/api/v3/aggTrades?symbol={Uri.EscapeDataString(symbol)}&startTime={from}&endTime={to}&limit={PageSize}"));
    }

    private static (long From, long To) WindowIn(string? cursor)
    {
        var parts = cursor?.Split('-') ?? [];
        return parts.Length == 2
            ? (long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"Expected the last window as the search's cursor, found '{cursor}'");
    }
}
