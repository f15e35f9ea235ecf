using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.RestBodies;

namespace SqueezeFlow.Exchanges.Adapters.Binance;

/// <summary>Past trades of Binance: pages of single prints by their id, pages of aggregates by theirs or by time, or the latest prints alone.</summary>
internal static class BinanceHistory
{
    /// <summary>Rows of a full page.</summary>
    public const int Page = 1000;

    // The venue answers for a window of an hour at most.
    private const long WindowMs = 3_600_000;
    private const string ById = "id ";
    private const string ByTime = "time ";

    /// <summary>The next page by the ids that the gap itself is stated in, from its older end upwards.</summary>
    /// <param name="path">Path and symbol, e.g. <c>/fapi/v1/aggTrades?symbol=BTCUSDT</c>.</param>
    /// <param name="search">The search; the id before its gap must be known.</param>
    public static string? NextById(string path, TradeSearch search)
    {
        var gap = search.Gap;
        var from = search.Pages == 0 ? gap.BeforeId + 1 : CursorOf(search, ById);
        if (from == 0 || (gap.AfterId > 0 && from >= gap.AfterId))
        {
            return null;
        }

        if (gap.AfterId == 0 && search.Pages > 0 && (search.LastRows < Page || IsPast(search)))
        {
            return null;
        }

        var limit = gap.AfterId > 0 ? Math.Min(Page, gap.AfterId - from) : Page;
        return string.Create(CultureInfo.InvariantCulture, $"{path}&fromId={from}&limit={limit}");
    }

    /// <summary>The next page of aggregates: by time until some are found, then by their id.</summary>
    /// <param name="path">Path and symbol, e.g. <c>/api/v3/aggTrades?symbol=BTCUSDT</c>.</param>
    /// <param name="search">The search; the ids of its gap need not be those of aggregates.</param>
    public static string? NextByTime(string path, TradeSearch search)
    {
        var gap = search.Gap;
        if (gap.BeforeUnixMs <= 0 || (gap.AfterId > 0 ? search.NewestId >= gap.AfterId - 1 : IsPast(search)))
        {
            return null;
        }

        if (CursorOf(search, ById) is > 0 and var from)
        {
            return search.LastRows == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{path}&fromId={from}&limit={Page}");
        }

        var start = CursorOf(search, ByTime) is > 0 and var next ? next : gap.BeforeUnixMs;
        return search.Pages > 0 && start > gap.AfterUnixMs
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{path}&startTime={start}&endTime={start + WindowMs - 1}&limit={Page}");
    }

    /// <summary>Reads a page; its rows tell of which kind it is.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="search">Takes the rows.</param>
    /// <param name="isById">Whether it was asked for by <see cref="NextById"/>.</param>
    /// <param name="isSingle">Whether an aggregate must be taken apart, because the stream is one of single prints.</param>
    /// <exception cref="FormatException">The body is no list of trades.</exception>
    public static void Read(ReadOnlyMemory<byte> body, TradeSearch search, bool isById, bool isSingle)
    {
        if (!RestJson.TryParse(body, out var document))
        {
            throw NoList(body);
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                throw NoList(body);
            }

            search.BeginPage();
            if (document.RootElement.GetArrayLength() == 0)
            {
                PassOver(search, isById);
            }

            foreach (var row in document.RootElement.EnumerateArray())
            {
                ReadRow(row, search, isSingle);
            }
        }
    }

    // Nothing at the beginning of the gap: it was quiet, or the venue no longer keeps it. The rest may still be there.
    private static void PassOver(TradeSearch search, bool isById)
    {
        if (isById)
        {
            var asked = CursorOf(search, ById) is > 0 and var next ? next : search.Gap.BeforeId + 1;
            search.Cursor = Write(ById, asked + Page);
        }
        else if (CursorOf(search, ById) == 0)
        {
            search.Cursor = Write(ByTime, search.Gap.BeforeUnixMs + (search.Pages * WindowMs));
        }
    }

    private static void ReadRow(JsonElement row, TradeSearch search, bool isSingle)
    {
        if (row.ValueKind != JsonValueKind.Object || !TryReadId(row, out var id, out var isAggregate))
        {
            throw new FormatException($"Expected a trade with an id, found {row}");
        }

        search.Cursor = Write(ById, id + 1);
        var (price, size, time, maker) = isAggregate
            ? (row.Number("p"), row.Number("q"), row.Whole("T"), row.Flag("m"))
            : (row.Number("price"), row.Number("qty"), row.Whole("time"), row.Flag("isBuyerMaker"));
        var side = maker switch { true => AggressorSide.Sell, false => AggressorSide.Buy, null => AggressorSide.Unknown };
        if (!isAggregate)
        {
            search.Add(new(id, time, price, size, 1, side));
            return;
        }

        var (first, last) = (row.Whole("f"), row.Whole("l"));
        var count = BinanceFrames.CountOf(first, last);
        if (isSingle)
        {
            AddApart(new(first, time, price, size, count, side), search);
        }
        else
        {
            search.Add(new(id, time, price, size, count, side));
        }
    }

    // The prints of an aggregate share price, time and side; how its size was spread over them is not told, so it is spread evenly. One that
    // reaches over an end of the gap is left out: its share inside is not known, and the ids stay missing for all to see.
    private static void AddApart(in Print aggregate, TradeSearch search)
    {
        var count = aggregate.Count;
        if (count < 1 || Straddles(aggregate, search.Gap.BeforeId + 1) || Straddles(aggregate, search.Gap.AfterId))
        {
            return;
        }

        for (var i = 0; i < count; i++)
        {
            search.Add(aggregate with { Id = aggregate.Id + i, RawSize = aggregate.RawSize / count, Count = 1 });
        }
    }

    // An edge of 1 or less is an end that has no id.
    private static bool Straddles(in Print aggregate, long edge) =>
        edge > 1 && aggregate.Id < edge && aggregate.Id + aggregate.Count > edge;

    private static bool TryReadId(JsonElement row, out long id, out bool isAggregate)
    {
        isAggregate = row.TryGetProperty("a", out _);
        id = row.Whole(isAggregate ? "a" : "id");
        return id > 0;
    }

    private static bool IsPast(TradeSearch search) => search.Gap.AfterUnixMs > 0 && search.NewestUnixMs > search.Gap.AfterUnixMs;

    private static long CursorOf(TradeSearch search, string kind) =>
        search.Cursor is { } cursor && cursor.StartsWith(kind, StringComparison.Ordinal) &&
        long.TryParse(cursor.AsSpan(kind.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static string Write(string kind, long value) => string.Create(CultureInfo.InvariantCulture, $"{kind}{value}");

    private static FormatException NoList(ReadOnlyMemory<byte> body) =>
        new($"Expected a list of trades, found {RestJson.Excerpt(body)}");

    private static double Number(this JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.Decimal() : double.NaN;

    private static long Whole(this JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var whole) ? whole : 0;

    private static bool? Flag(this JsonElement row, string name) => !row.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
