using System.Text.Json;
using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Client.Offline.Vectors;
using SqueezeFlow.Client.Offline.Vectors.Pipeline;
using SqueezeFlow.Client.Offline.Vectors.Suites;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Client.Tests.Offline.Vectors.Pipeline;

public sealed class PipelineSuiteTests
{
    [Theory]
    [InlineData("market_classification", "Corrected")]
    [InlineData("signal_validator", "Original Corrected")]
    [InlineData("order_to_signal", "Both")]
    [InlineData("oi_store", "Both")]
    [InlineData("oi_change", "Both")]
    public void Every_recorded_vector_agrees_in_every_profile(string name, string verdicts)
    {
        var path = SharedData.Require("vectors", "strategy", name + ".json");

        var report = new VectorRunner(VectorSuites.All).Run(path);

        Assert.Equal(verdicts, string.Join(' ', report.Files.Select(file => file.Profile)));
        Assert.All(report.Files, file =>
        {
            Assert.Empty(file.Mismatches);
            Assert.Null(file.Error);
            Assert.True(file.Passed > 0 && file.Failed == 0);
        });
    }

    [Fact]
    public void A_wrong_expectation_is_told_with_both_values()
    {
        using var json = JsonDocument.Parse("""{"market":"BYBIT:1000PEPEUSDT","corrected_type":"SPOT","corrected_base":"PEPE"}""");
        var mismatches = new MismatchList("v");

        new MarketClassificationSuite().Judge(new("f.json", ".", "$[0]", json.RootElement), VectorVerdict.Corrected, mismatches);

        Assert.Equal([new("v", "BYBIT:1000PEPEUSDT corrected_type", "\"SPOT\"", "\"PERP\"")], mismatches.Items);
    }

    [Fact]
    public void A_row_without_its_fields_is_named()
    {
        using var json = JsonDocument.Parse("""{"rows":[{"exchange":"OKX"}],"expected_points":[]}""");

        var error = Assert.Throws<DataFormatException>(() => new OpenInterestStoreSuite()
            .Judge(new("f.json", ".", "$[0]", json.RootElement), VectorVerdict.Both, new("v")));

        Assert.Contains("symbol", error.Message, StringComparison.Ordinal);
    }
}
