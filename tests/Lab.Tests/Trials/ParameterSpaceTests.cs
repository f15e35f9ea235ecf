using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Lab.Trials;

namespace SqueezeFlow.Lab.Tests.Trials;

public sealed class ParameterSpaceTests
{
    [Fact]
    public void Values_go_to_the_parameters_of_their_names_and_the_rest_keeps_the_base()
    {
        var space = new ParameterSpace(StrategyParameters.Original, [new("entry.minScore", 4, 8), new("divergence.flowBars", 5, 20)]);

        var parameters = space.Apply([5.5, 12]);

        Assert.Equal((5.5, 12), (parameters.Entry.MinScore, parameters.Divergence.FlowBars));
        Assert.Equal(parameters, StrategyParameters.Original with
        {
            Entry = StrategyParameters.Original.Entry with { MinScore = 5.5 },
            Divergence = StrategyParameters.Original.Divergence with { FlowBars = 12 },
        });
    }

    [Fact]
    public void Whole_numbers_are_searched_in_steps_of_one()
    {
        var space = new ParameterSpace(StrategyParameters.Corrected, [new("divergence.flowBars", 5, 20), new("divergence.sizeBars", 10, 30) { Step = 5 }, new("entry.minScore", 4, 8)]);

        Assert.Equal([1, 5, null], space.Space.Parameters.Select(parameter => parameter.Step));
        Assert.Empty(space.Problems());
    }

    [Fact]
    public void Names_and_ranges_that_will_not_do_are_told_at_once()
    {
        var space = new ParameterSpace(StrategyParameters.Corrected,
        [
            new("entry.minScor", 4, 8), new("nothing.alike", 0, 1), new("entry.minScore", 4, 11), new("divergence.flowBars", 5.5, 20), new("divergence.sizeBars", 5, 20) { IsLogarithmic = true },
        ]);

        Assert.Equal(
            [
                "entry.minScor: is no parameter of the strategy: did you mean 'entry.minScore'?",
                "nothing.alike: is no parameter of the strategy: give one, e.g. entry.minScore",
                "entry.minScore: 'entry.minScore=4..11' leaves what it may be: give a range within 0..10 (points)",
                "divergence.flowBars: 'divergence.flowBars=5.5..20:1' has parts of whole numbers: give a whole start and a whole step, e.g. divergence.flowBars=6..20:1",
                "divergence.sizeBars: 'divergence.sizeBars=5..20:log' has parts of whole numbers: give a whole start and a whole step, e.g. divergence.sizeBars=5..20:1",
            ],
            space.Problems());
    }
}
