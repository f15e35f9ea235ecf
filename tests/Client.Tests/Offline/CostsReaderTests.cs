using SqueezeFlow.Client.Offline.Costs;

namespace SqueezeFlow.Client.Tests.Offline;

/// <summary>Files of costs.</summary>
public sealed class CostsReaderTests
{
    [Fact]
    public void Everything_that_can_be_asked_for_is_read()
    {
        var (costs, faults) = CostsReader.Read("""
            {
              "fee": "bybit: VIP 1", // taker
              "slippage": { "fixed": 0.0001, "spread": 0.0002, "range": 0.05, "impact": 0.8, "impactBars": 30 },
              "funding": "funding.csv",
              "maintenanceMargin": 0.004,
              "latencyBars": 2,
              "stop": 0.08,
              "target": 0.12,
            }
            """);

        Assert.Empty(faults);
        Assert.Equal((0.0004, "BYBIT VIP1", "funding.csv"), (costs.FeeRate, costs.FeeOf, costs.FundingFile));
        Assert.Equal(
            new() { Slippage = new() { FixedShare = 0.0001, SpreadShare = 0.0002, RangeShare = 0.05, ImpactFactor = 0.8, ImpactBars = 30 }, Margin = new(0.004), LatencyBars = 2, StopShare = 0.08, TargetShare = 0.12 },
            costs.Trading with { Funding = costs.Trading.Funding });
    }

    [Fact]
    public void What_is_not_given_costs_what_it_did() => Assert.Equal(CostsAsked.Usual, CostsReader.Read("{}").Costs);

    [Theory]
    [InlineData("[]", "[] is no object: give names of costs with their values, e.g. {\"stop\": 0.08}")]
    [InlineData("{\n\"stop\" 1}", "line 2: is not JSON: '1' is invalid after a property name. Expected a ':'. Mend the line.")]
    [InlineData("""{"stopp": 1}""", "stopp: is no cost: did you mean stop?")]
    [InlineData("""{"slippage": {"fixd": 1}}""", "slippage.fixd: is no cost: did you mean slippage.fixed?")]
    [InlineData("""{"slippage": 0.1}""", "slippage: 0.1 is no object: give names of costs with their values, e.g. {\"stop\": 0.08}")]
    [InlineData("""{"stop": 8}""", "stop: 8 is not a number from 0.0001 to 0.99: give one, e.g. 0.08")]
    [InlineData("""{"stop": "8%"}""", "stop: \"8%\" is not a number from 0.0001 to 0.99: give one, e.g. 0.08")]
    [InlineData("""{"latencyBars": 0.5}""", "latencyBars: 0.5 is not a whole number from 0 to 1000: give one, e.g. 1")]
    [InlineData("""{"stop": 0.1, "stop": 0.2}""", "stop: is given twice: leave one out")]
    [InlineData("""{"fee": 5}""", "fee: 5 is no share from 0 to 0.05: give one, e.g. 0.0005, or a venue and tier, e.g. \"BYBIT:VIP1\"")]
    [InlineData("""{"fee": "BYBITT"}""", "fee: 'BYBITT' names no venue whose fees are known: did you mean BYBIT? Or give the share itself")]
    [InlineData("""{"funding": 1}""", "funding: 1 is no text: give the path of a file of funding payments")]
    public void A_fault_is_told_with_name_value_and_fix(string text, string expected) => Assert.Equal([expected], CostsReader.Read(text).Faults);

    [Fact]
    public void All_faults_are_told_at_once() =>
        Assert.Equal(["stop", "slippage.fixed", "x"], CostsReader.Read("""{"stop": 0, "slippage": {"fixed": -1}, "x": 1}""").Faults.Select(fault => fault.Split(':')[0]));
}
