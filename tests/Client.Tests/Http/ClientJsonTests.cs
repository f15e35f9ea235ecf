using System.Text.Json;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Tests.Doubles;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Client.Tests.Http;

public sealed class ClientJsonTests
{
    [Theory]
    [InlineData("""{"market":"OKEX:BTC-USDT","beforeId":1,"beforeUnixMs":2,"afterId":3,"afterUnixMs":4,"missing":null,"reason":"ids"}""")]
    [InlineData("""{"market":{"exchange":"OKX","symbol":"BTC-USDT"},"beforeId":1,"beforeUnixMs":2,"afterId":3,"afterUnixMs":4,"missing":null,"reason":"ids"}""")]
    public void A_market_is_read_as_text_or_as_its_parts(string json)
    {
        var gap = JsonSerializer.Deserialize<Gap>(json, ClientJson.Options);

        Assert.Equal(new Gap(new MarketId("OKX", "BTC-USDT"), 1, 2, 3, 4, null, "ids"), gap);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"NaN\"")]
    public void A_number_that_is_none_is_NaN(string text)
    {
        var json = ServiceDouble.BodyOf(Samples.Symbol()).Replace("\"score\":3.25", $"\"score\":{text}", StringComparison.Ordinal);

        var view = JsonSerializer.Deserialize<SymbolView>(json, ClientJson.Options)!;

        Assert.True(double.IsNaN(view.Score));
        Assert.Contains("\"score\":null", ClientJson.Write(view), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("Complete")]
    public void Enums_are_words_in_any_case(string word) =>
        Assert.Equal(LedgerState.Complete, JsonSerializer.Deserialize<LedgerState>($"\"{word}\"", ClientJson.Options));
}
