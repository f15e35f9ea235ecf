using System.Globalization;
using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Bitget;

/// <summary>The search for past trades on Bitget: by id, from the new end of the gap down.</summary>
internal static class BitgetHistory
{
    private const int PageRows = 1000;

    public static RestCall? NextTrades(Instrument instrument, TradeSearch search)
    {
        var gap = search.Gap;
        var isDone = search.Pages > 0 && (search.ReachesBack || search.LastRows == 0 || search.OldestId <= gap.BeforeId || search.OldestId == 0);
        var before = search.Pages > 0 ? search.OldestId : gap.AfterId;
        if (isDone || (search.Pages > 0 && before.ToString(CultureInfo.InvariantCulture) == search.Cursor))
        {
            return null;
        }

        search.Cursor = before.ToString(CultureInfo.InvariantCulture);
        var path = Bitget.IsSpot(instrument.Market)
            ? "/api/v2/spot/market/fills-history?"
            : $"/api/v2/mix/market/fills-history?productType={Bitget.Category(instrument).ToLowerInvariant()}&";
        var older = before > 0 ? $"&idLessThan={search.Cursor}" : string.Empty;
        return new("main", $"{path}symbol={Uri.EscapeDataString(Bitget.VenueSymbol(instrument.Market))}&limit={PageRows}{older}");
    }

    /// <exception cref="FormatException">The body is no list of fills.</exception>
    public static void ReadTrades(ReadOnlyMemory<byte> body, TradeSearch search)
    {
        if (!BitgetRest.TryOpen(body, JsonValueKind.Array, out var document, out var data))
        {
            throw new FormatException($"Expected a list of fills, found {RestJson.Excerpt(body)}");
        }

        using (document)
        {
            search.BeginPage();
            foreach (var row in data.EnumerateArray())
            {
                if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty("tradeId", out _))
                {
                    throw new FormatException($"Expected a fill with tradeId, found {row}");
                }

                search.Add(new(
                    TradeId.Of(Encoding.UTF8.GetBytes(row.Text("tradeId"))),
                    WholeNumber.TryRead(Encoding.UTF8.GetBytes(row.Text("ts")), out var time) ? time : 0,
                    BitgetRest.Number(row, "price"),
                    BitgetRest.Number(row, "size"),
                    1,
                    BitgetFrames.SideOf(Encoding.UTF8.GetBytes(row.Text("side")))));
            }
        }
    }
}
