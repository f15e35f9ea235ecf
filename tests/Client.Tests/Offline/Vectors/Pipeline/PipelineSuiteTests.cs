using System.Text.Json;
using System.Text.Json.Nodes;
using SqueezeFlow.Client.Offline.Vectors.Pipeline;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Client.Tests.Offline.Vectors.Pipeline;

public sealed class PipelineSuiteTests
{
    [Fact]
    public void Every_recorded_market_id_agrees()
    {
        Assert.Empty(Read("market_classification").SelectMany(MarketClassificationSuite.Compare));
    }

    [Theory]
    [InlineData(StrategyProfile.Original)]
    [InlineData(StrategyProfile.Corrected)]
    public void Every_recorded_sequence_agrees(StrategyProfile profile)
    {
        Assert.Empty(Read("signal_validator").SelectMany(sequence => SignalValidatorSuite.Compare(sequence, profile)));
    }

    [Fact]
    public void Every_recorded_order_agrees()
    {
        Assert.Empty(Read("order_to_signal").SelectMany(OrderToSignalSuite.Compare));
    }

    [Fact]
    public void Every_recorded_cycle_of_open_interest_agrees()
    {
        Assert.Empty(Read("oi_store").SelectMany(OpenInterestStoreSuite.Compare));
    }

    [Fact]
    public void Every_recorded_series_of_open_interest_agrees()
    {
        Assert.Empty(Read("oi_change").SelectMany(OpenInterestChangeSuite.Compare));
    }

    [Fact]
    public void A_wrong_expectation_is_told_with_both_values()
    {
        var row = JsonSerializer.SerializeToElement(
            JsonNode.Parse("""{"market":"BYBIT:1000PEPEUSDT","corrected_type":"SPOT","corrected_base":"PEPE"}"""));

        var mismatch = Assert.Single(MarketClassificationSuite.Compare(row));

        Assert.Equal(new("BYBIT:1000PEPEUSDT corrected_type", "SPOT", "PERP"), mismatch);
    }

    [Theory]
    [InlineData("100.00005", true)]
    [InlineData("100.0002", false)]
    public void Numbers_agree_within_a_millionth(string expected, bool agree)
    {
        using var number = JsonDocument.Parse(expected);

        Assert.Equal(agree, FieldMismatch.Number("x", number.RootElement, 100) is null);
    }

    private static JsonElement[] Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("vectors", "strategy", name + ".json")));
        return [.. document.RootElement.Clone().EnumerateArray()];
    }
}
