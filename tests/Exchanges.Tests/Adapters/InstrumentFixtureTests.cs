using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>Recorded lists of instruments: every one is read into sane instruments or left alone.</summary>
public sealed class InstrumentFixtureTests
{
    private const string File = "rest-instruments.jsonl";

    // Where a venue's row names the market, and the fields whose product one contract is worth. Venues whose sizes count
    // coins or dollars have none.
    private static readonly Dictionary<string, (string Symbol, string[] Factors)> ContractFields = new(StringComparer.Ordinal)
    {
        ["BINANCE_FUTURES"] = ("symbol", ["contractSize"]),
        ["OKX"] = ("instId", ["ctVal", "ctMult"]),
        ["PHEMEX"] = ("symbol", ["contractSize"]),
        ["GATE"] = ("name", ["quanto_multiplier"]),
        ["KUCOIN"] = ("symbol", ["multiplier"]),
        ["MEXC"] = ("symbol", ["contractSize"]),
        ["HUOBI_FUTURES"] = ("contract_code", ["contract_size"]),
    };

    public static TheoryData<string> Venues => Fixtures.VenuesWith<IExchangeAdapter>(File);

    [Theory]
    [MemberData(nameof(Venues))]
    public void Every_recorded_list_is_read_into_sane_instruments_or_adds_nothing(string venue)
    {
        var adapter = Fixtures.AdapterOf(venue);
        var paths = adapter.InstrumentCalls.Select(call => call.Path.Split('?', ',')[0]).ToArray();
        var (ours, found) = (paths.Length == 0, 0);

        foreach (var (where, request, body) in Fixtures.AnswersOf(venue, File))
        {
            var instruments = new List<Instrument>();

            var isList = adapter.TryReadInstruments(body, instruments);

            Assert.True(isList || instruments.Count == 0, $"{where}: is no list and gave {instruments.Count}");
            Assert.All(instruments, instrument => AssertSane(where, venue, instrument));
            Assert.Equal(instruments.Count, instruments.Select(instrument => instrument.Market).Distinct().Count());
            Assert.True(isList || !paths.Contains(PathOf(request)), $"{where}: the answer to {request} is not recognised");
            ours |= isList || !request.Contains('/', StringComparison.Ordinal) || paths.Any(path => PathOf(request).StartsWith(path, StringComparison.Ordinal));
            found += instruments.Count;
        }

        Assert.True(found > 0 || !ours, $"{venue}: no instrument was read");
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public void A_contract_is_worth_what_its_row_says(string venue)
    {
        var adapter = Fixtures.AdapterOf(venue);

        foreach (var (where, _, body) in Fixtures.AnswersOf(venue, File))
        {
            var instruments = new List<Instrument>();
            adapter.TryReadInstruments(body, instruments);
            using var document = JsonDocument.Parse(body);
            var sizes = ContractFields.TryGetValue(venue, out var fields) ? SizesIn(document.RootElement, fields) : [];

            foreach (var instrument in instruments)
            {
                var size = sizes.Where(row => instrument.Kind == MarketKind.Perp && IsName(row.Symbol, instrument))
                    .Select(row => WorthOf(venue, row.Size))
                    .DefaultIfEmpty(1).Single();

                Assert.True(instrument.ContractSize == size, $"{where}: {instrument.Market} is worth {size} a contract, found {instrument.ContractSize}");
            }
        }
    }

    private static void AssertSane(string where, string venue, Instrument instrument)
    {
        var isSane = instrument.Market.Exchange == venue && instrument.Market.Symbol.Length > 0 &&
            IsCode(instrument.BaseCoin) && IsCode(instrument.Quote) &&
            double.IsFinite(instrument.ContractSize) && instrument.ContractSize > 0 &&
            instrument.Kind == MarketClassifier.Classify(instrument.Market) &&
            (instrument.Contract == ContractKind.Spot) == (instrument.Kind == MarketKind.Spot) &&
            (instrument.Kind == MarketKind.Perp || instrument.ContractSize == 1);
        Assert.True(isSane, $"{where}: {instrument}");
    }

    private static bool IsCode(string text) => text.Length > 0 && !text.Any(char.IsLower);

    private static string PathOf(string request) => request.Replace("GET ", string.Empty, StringComparison.Ordinal).Split('?')[0];

    // A contract of Gate without a multiplier is worth one dollar; HTX counts every contract twice, once for either side of a trade.
    private static double WorthOf(string venue, double size) => (venue, size) switch
    {
        ("GATE", 0) => 1,
        ("HUOBI_FUTURES", _) => size / 2,
        _ => size,
    };

    // Symbols of Binance are in lower case.
    private static bool IsName(string symbol, Instrument instrument) => symbol.Equals(instrument.Market.Symbol, StringComparison.OrdinalIgnoreCase);

    private static List<(string Symbol, double Size)> SizesIn(JsonElement element, (string Symbol, string[] Factors) fields)
    {
        var found = new List<(string, double)>();
        if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(fields.Symbol, out var symbol) &&
            fields.Factors.All(factor => element.TryGetProperty(factor, out var value) && value.ToString().Length > 0))
        {
            found.Add((symbol.ToString(), fields.Factors.Aggregate(1.0, (size, factor) => size * element.GetProperty(factor).Number())));
        }

        var inner = element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().Select(field => field.Value),
            JsonValueKind.Array => element.EnumerateArray(),
            _ => Enumerable.Empty<JsonElement>(),
        };
        found.AddRange(inner.SelectMany(item => SizesIn(item, fields)));
        return found;
    }
}
