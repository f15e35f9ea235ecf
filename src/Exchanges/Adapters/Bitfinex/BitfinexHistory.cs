using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Bitfinex;

/// <summary>The search for past trades on Bitfinex: by time, upwards from the old end of the gap, or the newest where there is none.</summary>
internal static class BitfinexHistory
{
    private const int PageRows = 10_000;

    public static RestCall? NextTrades(Instrument instrument, TradeSearch search)
    {
        var gap = search.Gap;
        var isDone = search.Pages > 0 &&
            (search.LastRows < PageRows || gap.BeforeUnixMs == 0 || (gap.AfterUnixMs > 0 && search.NewestUnixMs > gap.AfterUnixMs));
        var start = (search.Pages > 0 ? search.NewestUnixMs : gap.BeforeUnixMs).ToString(CultureInfo.InvariantCulture);
        if (isDone || start == search.Cursor)
        {
            return null;
        }

        search.Cursor = start;
        var from = gap.BeforeUnixMs > 0 ? $"start={start}&" : string.Empty;
        var to = gap.AfterUnixMs > 0 ? string.Create(CultureInfo.InvariantCulture, $"end={gap.AfterUnixMs}&") : string.Empty;
        var order = gap.BeforeUnixMs > 0 ? 1 : -1;
        var path = $"/v2/trades/{Uri.EscapeDataString("t" + instrument.Market.Symbol)}/hist?{from}{to}limit={PageRows}&sort={order}";

        // Fifteen of these a minute, where other requests may come ninety times.
        return new("main", path) { Weight = 6 };
    }

    /// <exception cref="FormatException">The body is no list of trades.</exception>
    public static void ReadTrades(ReadOnlyMemory<byte> body, TradeSearch search)
    {
        if (!RestJson.TryParse(body, out var document))
        {
            throw new FormatException($"Expected a list of trades, found {RestJson.Excerpt(body)}");
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Array || !root.EnumerateArray().All(IsTrade))
            {
                throw new FormatException($"Expected a list of trades, found {RestJson.Excerpt(body)}");
            }

            search.BeginPage();
            foreach (var row in root.EnumerateArray())
            {
                var amount = row[2].Decimal();
                var side = amount > 0 ? AggressorSide.Buy : amount < 0 ? AggressorSide.Sell : AggressorSide.Unknown;
                search.Add(new(row[0].GetInt64(), row[1].GetInt64(), row[3].Decimal(), Math.Abs(amount), 1, side));
            }
        }
    }

    private static bool IsTrade(JsonElement row) =>
        row.ValueKind == JsonValueKind.Array && row.GetArrayLength() >= 4 &&
        row[0].ValueKind == JsonValueKind.Number && row[0].TryGetInt64(out _) &&
        row[1].ValueKind == JsonValueKind.Number && row[1].TryGetInt64(out _);
}
