using System.Reflection;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Parameters;

namespace SqueezeFlow.Core.Tests.Signals.Parameters;

public sealed class ParameterCatalogTests
{
    [Fact]
    public void Every_value_of_every_group_is_marked()
    {
        var properties = typeof(StrategyParameters).GetProperties()
            .Where(property => property.PropertyType.IsSubclassOf(typeof(ParameterGroup)))
            .SelectMany(group => group.PropertyType.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .ToList();

        Assert.Equal(properties.Count, ParameterCatalog.All.Count);
        Assert.All(properties, property => Assert.Contains(property.PropertyType, new[] { typeof(int), typeof(double) }));
    }

    [Fact]
    public void Names_are_unique_and_lead_back_to_their_parameters()
    {
        Assert.Equal(ParameterCatalog.All, ParameterCatalog.All.Select(field => ParameterCatalog.Find(field.Name)));
        Assert.Null(ParameterCatalog.Find("divergence.FlowBars"));
    }

    [Theory]
    [InlineData(StrategyProfile.Corrected)]
    [InlineData(StrategyProfile.Original)]
    public void The_values_of_both_profiles_are_allowed(StrategyProfile profile)
    {
        var parameters = StrategyParameters.Of(profile);

        Assert.Empty(ParameterCheck.FaultsOf(parameters));
        Assert.Equal(profile, parameters.Profile);
    }

    [Fact]
    public void Another_value_of_one_parameter_leaves_all_others_and_the_parameters_themselves_as_they_were()
    {
        var before = StrategyParameters.Corrected with { };

        foreach (var field in ParameterCatalog.All)
        {
            var changed = field.With(StrategyParameters.Corrected, field.Maximum);

            Assert.Equal(field.Maximum, field.Of(changed));
            Assert.All(ParameterCatalog.All.Where(other => other != field), other => Assert.Equal(other.Of(before), other.Of(changed)));
        }

        Assert.Equal(before, StrategyParameters.Corrected);
        Assert.Equal(StrategyParameters.Corrected, ParameterCatalog.All[0].With(ParameterCatalog.All[0].With(before, 1), ParameterCatalog.All[0].Of(before)));
    }

    [Fact]
    public void A_part_of_a_bar_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => ParameterCatalog.Find("divergence.flowBars")!.With(StrategyParameters.Corrected, 2.5));

        Assert.StartsWith("divergence.flowBars: expected a whole number, found 2.5.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told_at_once_with_name_value_and_range()
    {
        var parameters = StrategyParameters.Corrected with
        {
            Divergence = new() { FlowBars = 501, StableMove = double.NaN },
            Flow = new() { PresentRate = 0.5 },
            Exit = new() { LowQuantile = -0.1 },
        };

        Assert.Equal(
            [
                "flow.presentRate: 0.5 is above flow.strongRate, which is 0.1: lower the one or raise the other",
                "divergence.stableMove: NaN is no number from 0 to 1 (fraction): give one, e.g. 0.01",
                "divergence.flowBars: 501 is no whole number from 1 to 500 (bars): give one, e.g. 10",
                "exit.lowQuantile: -0.1 is no number from 0 to 1 (share): give one, e.g. 0.25",
            ],
            ParameterCheck.FaultsOf(parameters));
        Assert.Throws<ArgumentException>(() => new SqueezeStrategy("BTC", new() { Parameters = parameters }));
    }

    [Fact]
    public void Every_parameter_and_the_profile_change_the_hash()
    {
        var hashes = ParameterCatalog.All
            .Select(field => ParameterHash.Of(field.With(StrategyParameters.Corrected, field.Maximum == field.Of(StrategyParameters.Corrected) ? field.Minimum : field.Maximum)))
            .Append(ParameterHash.Of(StrategyParameters.Corrected))
            .Append(ParameterHash.Of(StrategyParameters.Original))
            .Append(ParameterHash.Of(StrategyParameters.Corrected with { Profile = StrategyProfile.Original }))
            .ToList();

        Assert.Equal(hashes.Count, hashes.Distinct().Count());
        Assert.All(hashes, hash => Assert.Matches("^[0-9a-f]{64}$", hash));
    }
}
