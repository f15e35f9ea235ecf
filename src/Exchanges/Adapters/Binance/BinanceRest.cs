using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.RestBodies;

namespace SqueezeFlow.Exchanges.Adapters.Binance;

/// <summary>Reads what Binance's REST interfaces have in common: instrument lists, klines and open interest.</summary>
internal static class BinanceRest
{
    /// <summary>Reads an <c>exchangeInfo</c> body; false when it is none, or none of the venue that <paramref name="read"/> understands.</summary>
    public static bool TryReadInstruments(
        ReadOnlyMemory<byte> body, Func<JsonElement, Instrument?> read, ICollection<Instrument> instruments)
    {
        if (!RestJson.TryParse(body, out var document))
        {
            return false;
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("symbols", out var symbols) ||
                symbols.ValueKind != JsonValueKind.Array)
            {
                return false;
            }

            var found = symbols.EnumerateArray()
                .Where(symbol => symbol.ValueKind == JsonValueKind.Object)
                .Select(read)
                .OfType<Instrument>()
                .ToArray();
            foreach (var instrument in found)
            {
                instruments.Add(instrument);
            }

            return found.Length > 0 || symbols.GetArrayLength() == 0;
        }
    }

    /// <summary>
    /// Reads the open interest of one market; COIN-M, which names the pair beside the symbol, counts contracts. Lists of past values are none.
    /// </summary>
    public static bool TryReadOpenInterest(
        ReadOnlyMemory<byte> body, Func<string, MarketId> marketOf, ICollection<OpenInterestValue> values)
    {
        if (!RestJson.TryParse(body, out var document))
        {
            return false;
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || root.Text("symbol") is not { Length: > 0 } symbol ||
                !root.TryGetProperty("openInterest", out var number))
            {
                return false;
            }

            var amount = number.Decimal();
            if (double.IsFinite(amount))
            {
                var unit = root.TryGetProperty("pair", out _) ? OpenInterestUnit.Contracts : OpenInterestUnit.Base;
                var isTimed = root.TryGetProperty("time", out var time) && time.ValueKind == JsonValueKind.Number;
                values.Add(new(marketOf(symbol), amount, unit, UnixMs: isTimed && time.TryGetInt64(out var unixMs) ? unixMs : 0));
            }

            return true;
        }
    }

    /// <summary>Path and query for a page of klines that open in <c>[from, to)</c>.</summary>
    public static string KlinesPath(string path, string symbol, Timeframe timeframe, long fromUnixMs, long toUnixMs, int limit) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{path}?symbol={Uri.EscapeDataString(symbol)}&interval={timeframe}&startTime={fromUnixMs}&endTime={toUnixMs - 1}&limit={limit}");

    /// <summary>
    /// Reads a page of klines. Spot and USD-M give the whole and the taker's bought volume in quote units (fields 7 and 10). COIN-M gives
    /// contracts there (fields 5 and 9), whose USD value is exact; its fields 7 and 10 are base units.
    /// </summary>
    /// <exception cref="FormatException">The body is not a list of klines.</exception>
    public static IReadOnlyList<Bar> ReadKlines(ReadOnlyMemory<byte> body, Instrument instrument)
    {
        if (!RestJson.TryParse(body, out var document))
        {
            throw new FormatException($"Expected a list of klines, found {RestJson.Excerpt(body)}");
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Array)
            {
                throw new FormatException($"Expected a list of klines, found {RestJson.Excerpt(body)}");
            }

            return [.. root.EnumerateArray().Select(row => ReadKline(row, instrument))];
        }
    }

    private static Bar ReadKline(JsonElement row, Instrument instrument)
    {
        if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() < 11 || !row[0].TryGetInt64(out var open))
        {
            throw new FormatException($"Expected a kline of 11 fields or more, found {row}");
        }

        var (all, bought) = instrument.Contract == ContractKind.Inverse
            ? (row[5].Decimal() * instrument.ContractSize, row[9].Decimal() * instrument.ContractSize)
            : (row[7].Decimal(), row[10].Decimal());
        var bar = new Bar(
            open, row[1].Decimal(), row[2].Decimal(), row[3].Decimal(), row[4].Decimal(), bought, Math.Max(0, all - bought), 0, 0, 0, 0);
        return double.IsFinite(bar.Open + bar.High + bar.Low + bar.Close + bar.Volume) && bought >= 0
            ? bar
            : throw new FormatException($"Expected a kline of finite numbers, found {row}");
    }
}
