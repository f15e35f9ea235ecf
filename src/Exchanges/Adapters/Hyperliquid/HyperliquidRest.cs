using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.RestBodies;

namespace SqueezeFlow.Exchanges.Adapters.Hyperliquid;

/// <summary>Reads Hyperliquid's list of perpetuals with the state of each.</summary>
internal static class HyperliquidRest
{
    public static bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments) =>
        TryReadContexts(body, (name, coin, _) => instruments.Add(Hyperliquid.Perpetual(name, !coin.IsTrue("isDelisted"))));

    public static bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values) => TryReadContexts(body, (name, _, context) =>
    {
        if (NumberOf(context, "openInterest") is { } amount)
        {
            values.Add(new(new(Hyperliquid.Id, name), amount, OpenInterestUnit.Base, NumberOf(context, "markPx") ?? double.NaN));
        }
    });

    public static bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover) => TryReadContexts(body, (name, _, context) =>
    {
        if (NumberOf(context, "dayNtlVlm") is { } notional)
        {
            turnover[new(Hyperliquid.Id, name)] = notional;
        }
    });

    // Two arrays side by side: what the coins are called, and what is known of each.
    private static bool TryReadContexts(ReadOnlyMemory<byte> body, Action<string, JsonElement, JsonElement> read)
    {
        if (!RestJson.TryParse(body, out var document))
        {
            return false;
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() != 2 ||
                root[0].ValueKind != JsonValueKind.Object || root[1].ValueKind != JsonValueKind.Array ||
                !root[0].TryGetProperty("universe", out var universe) || universe.ValueKind != JsonValueKind.Array)
            {
                return false;
            }

            foreach (var (coin, context) in universe.EnumerateArray().Zip(root[1].EnumerateArray()))
            {
                if (coin.ValueKind == JsonValueKind.Object && context.ValueKind == JsonValueKind.Object && coin.Text("name") is { Length: > 0 } name)
                {
                    read(name, coin, context);
                }
            }

            return true;
        }
    }

    private static double? NumberOf(JsonElement row, string name) =>
        row.Decimal(name) is var number && double.IsFinite(number) ? number : null;
}
