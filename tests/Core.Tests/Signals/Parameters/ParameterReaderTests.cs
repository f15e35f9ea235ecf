using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Core.Signals.Parameters.Files;

namespace SqueezeFlow.Core.Tests.Signals.Parameters;

public sealed class ParameterReaderTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        var random = new Random(3);
        for (var i = 0; i < 20; i++)
        {
            var parameters = RandomParameters.Make(random, i % 2 == 0 ? StrategyProfile.Corrected : StrategyProfile.Original);

            var whole = ParameterReader.Read(ParameterText.Of(parameters));
            var changes = ParameterReader.Read(ParameterText.ChangesOf(parameters));

            Assert.Equal((parameters, parameters), (whole.Parameters, changes.Parameters));
            Assert.Empty(whole.Faults.Concat(changes.Faults));
        }
    }

    [Theory]
    [InlineData("{}", StrategyProfile.Corrected, false)]
    [InlineData("{}", StrategyProfile.Original, false)]
    [InlineData("""{"$schema": "x.json", "profile": "corrected"}""", StrategyProfile.Corrected, true)]
    public void What_is_not_given_is_that_of_the_profile(string text, StrategyProfile profile, bool isNamed)
    {
        var reading = ParameterReader.Read(text, profile);

        Assert.Equal((StrategyParameters.Of(profile), isNamed), (reading.Parameters, reading.NamesProfile));
        Assert.Empty(reading.Faults);
    }

    [Fact]
    public void The_profile_decides_wherever_it_stands_and_comments_and_trailing_commas_are_allowed()
    {
        var reading = ParameterReader.Read("""
            {
              // longer than usual
              "divergence": { "flowBars": 12.0, },
              "profile": "Original", /* bug for bug */
            }
            """);

        Assert.Empty(reading.Faults);
        Assert.Equal(StrategyParameters.Original with { Divergence = new() { FlowBars = 12 } }, reading.Parameters);
    }

    [Theory]
    [InlineData("[1]", "[1] is no object: give {\"profile\": \"Corrected\", …}")]
    [InlineData("{\n\"profile\": oops}", "line 2: is not JSON: 'o' is an invalid start of a value. Mend the line.")]
    [InlineData("""{"profile": "Best"}""", "profile: \"Best\" is no profile: give Original or Corrected")]
    [InlineData("""{"profle": "Original"}""", "profle: is no parameter: did you mean profile?")]
    [InlineData("""{"divergance": {}}""", "divergance: is no parameter: did you mean divergence?")]
    [InlineData("""{"divergence": 1}""", "divergence: 1 is no object: give the names of parameters with their values, e.g. {\"priceBars\": 10}")]
    [InlineData("""{"divergence": {"flowBar": 1}}""", "divergence.flowBar: is no parameter: did you mean flowBars?")]
    [InlineData("""{"divergence": {"stagnantBars": 1}}""", "divergence.stagnantBars: is no parameter: did you mean momentum.stagnantBars?")]
    [InlineData("""{"divergence": {"flowBars": 1, "flowBars": 2}}""", "divergence.flowBars: is given twice: leave one out")]
    [InlineData("""{"exit": {}, "exit": {}}""", "exit: is given twice: leave one out")]
    [InlineData("""{"divergence": {"flowBars": 1.5}}""", "divergence.flowBars: 1.5 is no whole number from 1 to 500 (bars): give one, e.g. 10")]
    [InlineData("""{"divergence": {"flowBars": 1e300}}""", "divergence.flowBars: 1e300 is no whole number from 1 to 500 (bars): give one, e.g. 10")]
    [InlineData("""{"divergence": {"stableMove": "1 %"}}""", "divergence.stableMove: \"1 %\" is no number from 0 to 1 (fraction): give one, e.g. 0.01")]
    [InlineData("""{"divergence": {"stableMove": null}}""", "divergence.stableMove: null is no number from 0 to 1 (fraction): give one, e.g. 0.01")]
    [InlineData("""{"divergence": {"stableMove": -1}}""", "divergence.stableMove: -1 is no number from 0 to 1 (fraction): give one, e.g. 0.01")]
    public void A_fault_is_told_with_name_value_and_fix(string text, string expected) => Assert.Equal([expected], ParameterReader.Read(text).Faults);

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var reading = ParameterReader.Read("""{"profile": 1, "x": 2, "flow": {"presentRate": 3}, "exit": {"flowBars": 0, "abc": 1}}""");

        Assert.Equal(["profile", "x", "exit.abc", "flow.presentRate", "exit.flowBars"], reading.Faults.Select(fault => fault.Split(':')[0]));
    }
}
