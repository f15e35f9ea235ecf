using System.Text.Json;
using System.Text.RegularExpressions;
using SqueezeFlow.Exchanges.Adapters;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>Recorded answers about open interest: those of the calls that are polled give the number that stands in them, others nothing.</summary>
public sealed class OpenInterestFixtureTests
{
    private const string File = "rest-oi.jsonl";

    // Per venue the calls whose answers are read: where their rows stand, the field that names the market, the field with the number.
    private static readonly Place[] Places =
    [
        new("BINANCE_FUTURES", @"/[df]api/v1/\w*open_?interest(\?|$)", "", "symbol", "openInterest"),
        new("BYBIT", @"/v5/market/tickers", "result.list", "symbol", "openInterest"),
        new("OKX", @"/public/open-interest", "data", "instId", "oiCcy"),
        new("DERIBIT", @"get_book_summary_by_\w+ \(one element", "", "instrument_name", "open_interest"),
        new("DERIBIT", @"get_book_summary_by_\w+(\?|$)", "result", "instrument_name", "open_interest"),
        new("PHEMEX", @"/md/v[23]/ticker/24hr(\?|$)", "result", "symbol", "openInterestRv"),
        new("PHEMEX", @"/md/v1/ticker/24hr(\?|$)", "result", "symbol", "openInterest"),
        new("BITFINEX", @"/v2/status/deriv\?keys", "", "0", "18"),
        new("BITGET", @"/api/v3/market/open-interest", "data.list", "symbol", "openInterest"),
        new("BITGET", @"/api/v2/mix/market/open-interest", "data.openInterestList", "symbol", "size"),
        new("HUOBI_FUTURES", @"swap_open_interest \(data element", "", "contract_code", "amount"),
        new("HUOBI_FUTURES", @"/swap_open_interest(\?|$)", "data", "contract_code", "amount"),
        new("GATE", @"/futures/\w+/tickers", "", "contract", "total_size"),
        new("KUCOIN", @"/api/v1/contracts/active", "data", "symbol", "openInterest"),
        new("MEXC", @"/api/v1/contract/ticker", "data", "symbol", "holdVol"),
        new("KRAKEN", @"/derivatives/api/v3/tickers", "tickers", "symbol", "openInterest"),
        new("CRYPTOCOM", @"public/get-tickers", "result.data", "i", "oi"),
    ];

    public static TheoryData<string> Venues => Fixtures.VenuesWith<IOpenInterestSource>(File);

    [Theory]
    [MemberData(nameof(Venues))]
    public void The_number_that_stands_in_an_answer_is_the_number_read(string venue)
    {
        var source = (IOpenInterestSource)Fixtures.AdapterOf(venue);

        foreach (var (where, request, body) in Fixtures.AnswersOf(venue, File))
        {
            using var document = JsonDocument.Parse(body);
            var expected = NumbersIn(venue, request, document.RootElement);
            var values = new List<OpenInterestValue>();

            var isRead = source.TryReadOpenInterest(body, values);

            Assert.True(isRead == (expected is not null), $"{where}: the answer to {request} was{(isRead ? string.Empty : " not")} read");
            Assert.Equal(expected ?? [], values.Select(value => (Name(venue, value.Market.Symbol), value.Amount)).Order());
            Assert.All(values, value => Assert.Equal(venue, value.Market.Exchange));
        }
    }

    [Fact]
    public void Every_venue_with_a_call_for_open_interest_has_its_place_in_the_table() =>
        Assert.Empty(Fixtures.Recorded.Where(adapter => adapter is IOpenInterestSource).Select(adapter => adapter.Descriptor.Id)
            .Except(Places.Select(place => place.Venue)));

    private static (string Symbol, double Amount)[]? NumbersIn(string venue, string request, JsonElement root)
    {
        // The history of a single market names it beside the rows; the latest of them is what stands now.
        if (venue == "BYBIT" && request.Contains("/v5/market/open-interest", StringComparison.Ordinal))
        {
            var latest = root.At("result.list").MaxBy(row => row.Field("timestamp").Number());
            return [(Name(venue, root.At("result.symbol").Single().ToString()), latest.Field("openInterest").Number())];
        }

        // A request that is known by a name alone is told by its rows.
        var isNamed = !request.Contains('/', StringComparison.Ordinal);
        var places = Places.Where(place => place.Venue == venue).ToArray();
        var place = Array.Find(places, place => Regex.IsMatch(request, place.Request, RegexOptions.IgnoreCase)) ??
            Array.Find(places, place => isNamed && RowsOf(place, root).Length > 0);
        return place is null
            ? null
            : [.. RowsOf(place, root).Select(row => (Name(venue, row.Field(place.Symbol).ToString()), row.Field(place.Amount).Number())).Order()];
    }

    private static JsonElement[] RowsOf(Place place, JsonElement root) =>
    [
        .. root.At(place.Rows).Where(row => row.Field(place.Symbol).ValueKind == JsonValueKind.String &&
            row.Field(place.Amount).ValueKind is JsonValueKind.Number or JsonValueKind.String),
    ];

    // Names in streams of Binance are in lower case, those of Bitfinex begin with a letter of their own.
    private static string Name(string venue, string symbol) =>
        venue == "BITFINEX" ? symbol.TrimStart('t') : venue == "BINANCE_FUTURES" ? symbol.ToUpperInvariant() : symbol;

    private sealed record Place(string Venue, string Request, string Rows, string Symbol, string Amount);
}
