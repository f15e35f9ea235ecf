using SqueezeFlow.Lab.Search;
using SqueezeFlow.Lab.Search.Objectives;
using SqueezeFlow.Lab.Search.Samplers;
using SqueezeFlow.Lab.Search.Spaces;

namespace SqueezeFlow.Lab.Tests.Search.Samplers;

public sealed class SamplerTests
{
    private const int Seeds = 15;

    public static TheoryData<string> Functions => ["branin", "rosenbrock", "hartmann"];

    [Fact]
    public void A_grid_is_every_combination_once()
    {
        var space = new SearchSpace([new("a", 0, 2) { Step = 1 }, new("b", 1, 1.5) { Step = 0.25 }]);

        var choose = new GridSampler(space).Learn([]);

        Assert.Equal(
            ["0 1", "0 1.25", "0 1.5", "1 1", "1 1.25", "1 1.5", "2 1", "2 1.25", "2 1.5"],
            Enumerable.Range(0, (int)space.Size!.Value).Select(number => FormattableString.Invariant($"{choose(number)[0]} {choose(number)[1]}")));
    }

    [Fact]
    public void Random_candidates_fill_their_ranges()
    {
        var space = new SearchSpace([new("a", 10, 20), new("b", 1, 100) { IsLogarithmic = true }, new("c", 1, 4) { Step = 1 }]);
        var sampler = new RandomSampler(space, 1);

        var drawn = Enumerable.Range(0, 4_000).Select(sampler.At).ToList();

        Assert.Equal(15, drawn.Average(values => values[0]), 0.2);
        Assert.Equal(1, drawn.Average(values => Math.Log10(values[1])), 0.04);
        Assert.All(drawn.CountBy(values => values[2]), level => Assert.InRange(level.Value, 900, 1_100));
        Assert.Equal(4, drawn.Select(values => values[2]).Distinct().Count());
    }

    /// <summary>As many tries of each, over seeds: the middle result is clearly nearer to the known best, and most seeds agree.</summary>
    [Theory]
    [MemberData(nameof(Functions))]
    public void The_model_finds_better_than_chance(string name)
    {
        var (space, function, best) = Named(name);

        var model = Enumerable.Range(0, Seeds).Select(seed => BestOf(SamplerKind.Tpe, space, function, seed, 200) - best).Order().ToList();
        var chance = Enumerable.Range(0, Seeds).Select(seed => BestOf(SamplerKind.Random, space, function, seed, 200) - best).Order().ToList();

        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{name}: model {model[Seeds / 2]:0.#####}, chance {chance[Seeds / 2]:0.#####}"));
        Assert.True(model[Seeds / 2] < 0.5 * chance[Seeds / 2], $"middle of the model {model[Seeds / 2]}, of chance {chance[Seeds / 2]}");
        Assert.All(model, loss => Assert.InRange(loss, -1e-4, double.MaxValue));
    }

    [Fact]
    public void Whole_numbers_stay_whole_and_the_best_one_is_found()
    {
        var space = new SearchSpace([new("a", 0, 40) { Step = 1 }, new("b", 0, 40) { Step = 1 }]);

        var entries = Search(SamplerKind.Tpe, space, at => Math.Pow(at[0] - 31, 2) + Math.Pow(at[1] - 7, 2), 3, 200);

        Assert.All(entries, entry => Assert.All(entry.Values, value => Assert.True(double.IsInteger(value) && value is >= 0 and <= 40)));
        Assert.InRange(entries.Max(entry => entry.Outcome.Measures[Measure.NetProfit]), -1, 0);
    }

    [Fact]
    public void Candidates_without_a_score_are_stayed_away_from()
    {
        var entries = Search(SamplerKind.Tpe, Landscapes.BraninSpace, at => at[0] < 2.5 ? double.NaN : at[1], 4, 160);

        Assert.InRange(entries.Take(ParzenSampler.Beginning).Count(entry => entry.Values[0] < 2.5), 8, 24);
        Assert.InRange(entries.Skip(ParzenSampler.Beginning).Count(entry => entry.Values[0] < 2.5), 0, 25);
    }

    [Fact]
    public void Without_any_score_the_model_goes_on_at_random()
    {
        var entries = Search(SamplerKind.Tpe, Landscapes.BraninSpace, _ => double.NaN, 4, 64);

        Assert.Equal(64, entries.Select(entry => entry.Values[0]).Distinct().Count());
    }

    private static double BestOf(SamplerKind sampler, SearchSpace space, Func<IReadOnlyList<double>, double> function, int seed, int trials) =>
        Search(sampler, space, function, (ulong)seed, trials).Min(entry => -entry.Outcome.Measures[Measure.NetProfit]);

    private static IReadOnlyList<SweepEntry> Search(SamplerKind sampler, SearchSpace space, Func<IReadOnlyList<double>, double> function, ulong seed, int trials)
    {
        var plan = new SweepPlan(space, Objective.Parse("net_profit"), trials, seed) { Sampler = sampler };
        return new Sweep(plan, Landscapes.Run(function)).Run(null, 2, TestContext.Current.CancellationToken);
    }

    private static (SearchSpace Space, Func<IReadOnlyList<double>, double> Function, double Best) Named(string name) => name switch
    {
        "branin" => (Landscapes.BraninSpace, Landscapes.Branin, 0.397887),
        "rosenbrock" => (Landscapes.RosenbrockSpace, Landscapes.Rosenbrock, 0),
        _ => (Landscapes.HartmannSpace, Landscapes.Hartmann, -3.86278),
    };
}
