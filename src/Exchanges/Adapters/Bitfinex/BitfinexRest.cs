using System.Collections.Frozen;
using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.RestBodies;

namespace SqueezeFlow.Exchanges.Adapters.Bitfinex;

/// <summary>Reads Bitfinex's REST bodies: arrays without names, told apart by what stands in them.</summary>
internal static class BitfinexRest
{
    /// <summary>No names besides those that are known anyway.</summary>
    public static readonly FrozenDictionary<string, string> NoNames = FrozenDictionary<string, string>.Empty;

    private const string PerpetualMark = "F0";
    private const int StatusPrice = 15;
    private const int StatusOpenInterest = 18;
    private const int TickerFields = 11;

    /// <summary>Reads lists of pairs, each an array of names, and beside them or not a list of the venue's names of coins.</summary>
    public static bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments)
    {
        if (!RestJson.TryParse(body, out var document))
        {
            return false;
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Array || !root.EnumerateArray().All(list => list.ValueKind == JsonValueKind.Array))
            {
                return false;
            }

            var names = NoNames.ToDictionary(StringComparer.Ordinal);
            foreach (var pair in root.EnumerateArray().Where(IsNames).SelectMany(list => list.EnumerateArray()))
            {
                names[pair[0].GetString()!] = pair[1].GetString()!.ToUpperInvariant();
            }

            var lists = root.EnumerateArray().Where(IsPairs).ToArray();
            foreach (var instrument in lists.SelectMany(list => list.EnumerateArray()).Select(pair => ReadPair(pair.GetString()!, names)))
            {
                if (instrument is not null)
                {
                    instruments.Add(instrument);
                }
            }

            return lists.Length > 0;
        }
    }

    /// <summary>What a name such as <c>BTCUSD</c>, <c>AVAX:USD</c> or <c>BTCF0:USTF0</c> says; null for names that say nothing, and for test pairs.</summary>
    public static Instrument? ReadPair(string name, IReadOnlyDictionary<string, string> names)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 && name.Length != 6)
        {
            return null;
        }

        var (first, second) = colon < 0 ? (name[..3], name[3..]) : (name[..colon], name[(colon + 1)..]);
        var isPerpetual = first.EndsWith(PerpetualMark, StringComparison.Ordinal) && second.EndsWith(PerpetualMark, StringComparison.Ordinal);
        var (coin, quote) = (CoinOf(first, names), CoinOf(second, names));
        var isTest = first.StartsWith("TEST", StringComparison.Ordinal) || name == "AAABBB";
        return isTest || coin.Length == 0 || quote.Length == 0 ? null : new(
            new(Bitfinex.Id, name),
            isPerpetual ? MarketKind.Perp : MarketKind.Spot,
            isPerpetual ? ContractKind.Linear : ContractKind.Spot,
            coin,
            quote,
            1,
            IsTrading: true);
    }

    /// <summary>Reads the state of all perpetuals; the state of a single one does not name it.</summary>
    public static bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values)
    {
        if (!RestJson.TryParse(body, out var document))
        {
            return false;
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() == 0 || !root.EnumerateArray().All(IsStatus))
            {
                return false;
            }

            foreach (var row in root.EnumerateArray())
            {
                if (row[StatusOpenInterest].Decimal() is >= 0 and < PrintRules.Implausible and var amount)
                {
                    var time = row[1].ValueKind == JsonValueKind.Number && row[1].TryGetInt64(out var unixMs) ? unixMs : 0;
                    var market = new MarketId(Bitfinex.Id, row[0].GetString()![1..]);
                    values.Add(new(market, amount, OpenInterestUnit.Base, row[StatusPrice].Decimal(), time));
                }
            }

            return true;
        }
    }

    /// <summary>Reads the tickers of all pairs: base volume of a day at the last price. Those of loans have another number of fields.</summary>
    public static bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover)
    {
        if (!RestJson.TryParse(body, out var document))
        {
            return false;
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Array)
            {
                return false;
            }

            var isRead = false;
            foreach (var row in root.EnumerateArray().Where(IsTicker))
            {
                if (row[7].Decimal() * row[8].Decimal() is >= 0 and < PrintRules.Implausible and var amount)
                {
                    turnover[new(Bitfinex.Id, row[0].GetString()![1..])] = amount;
                    isRead = true;
                }
            }

            return isRead;
        }
    }

    private static string CoinOf(string name, IReadOnlyDictionary<string, string> names)
    {
        var coin = BaseCoin.FromVenue(Bitfinex.Id, name);
        var plain = name.EndsWith(PerpetualMark, StringComparison.Ordinal) ? name[..^PerpetualMark.Length] : name;
        return coin == plain && names.TryGetValue(plain, out var today) ? BaseCoin.FromVenue(Bitfinex.Id, today) : coin;
    }

    private static bool IsPairs(JsonElement list) =>
        list.GetArrayLength() > 0 && list.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String);

    private static bool IsNames(JsonElement list) =>
        list.EnumerateArray().All(pair => pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2 && IsPairs(pair));

    private static bool IsTicker(JsonElement row) =>
        row.ValueKind == JsonValueKind.Array && row.GetArrayLength() == TickerFields && IsPairName(row[0]);

    private static bool IsStatus(JsonElement row) =>
        row.ValueKind == JsonValueKind.Array && row.GetArrayLength() > StatusOpenInterest &&
        IsPairName(row[0]);

    private static bool IsPairName(JsonElement name) => name.ValueKind == JsonValueKind.String && name.GetString() is ['t', _, ..];
}
