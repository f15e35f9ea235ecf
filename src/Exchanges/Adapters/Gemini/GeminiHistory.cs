using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Gemini;

/// <summary>The search for past trades on Gemini: by time, upwards from the old end of the gap.</summary>
internal static class GeminiHistory
{
    private const int PageSize = 500;

    public static RestCall? NextTrades(Instrument instrument, TradeSearch search)
    {
        var gap = search.Gap;
        if (gap.BeforeUnixMs <= 0)
        {
            return null;
        }

        var isDone = search.Pages > 0 && (search.LastRows < PageSize ||
            (gap.AfterUnixMs > 0 && search.NewestUnixMs > gap.AfterUnixMs));
        var from = (search.Pages == 0 ? gap.BeforeUnixMs : search.NewestUnixMs) / 1000;
        return isDone ? null : new("main", string.Create(
            CultureInfo.InvariantCulture,
            $"/v1/trades/{instrument.Market.Symbol.ToLowerInvariant()}?limit_trades={PageSize}&timestamp={from}"));
    }

    public static void ReadTrades(ReadOnlyMemory<byte> body, TradeSearch search) => RestJson.ReadPage(body, search, root =>
    {
        if (root.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (var row in root.Objects())
        {
            var id = row.Int64("tid");
            search.Add(new(
                id,
                row.Int64("timestampms"),
                row.Decimal("price"),
                row.Decimal("amount"),
                id > 0 ? 1 : 0,
                NamedSide.Of(row.Text("type"))));
        }

        return true;
    });
}
