using SqueezeFlow.Lab.Search;
using SqueezeFlow.Lab.Search.Objectives;
using SqueezeFlow.Lab.Search.Samplers;

namespace SqueezeFlow.Lab.Tests.Search;

public sealed class SweepTests
{
    private static readonly SweepPlan Plan = new(Landscapes.BraninSpace, Objective.Parse("net_profit"), 100, 5);

    [Fact]
    public void Any_number_of_cores_finds_the_same()
    {
        var one = Run(Plan, 1);

        Assert.Equal(one, Run(Plan, 2));
        Assert.Equal(one, Run(Plan, 7));
        Assert.NotEqual(one, Run(Plan with { Seed = 6 }, 1));
    }

    [Fact]
    public void Constraints_and_unknown_objectives_leave_a_candidate_out_of_the_ranking()
    {
        var plan = Plan with { Constraints = new() { MinTrades = 101 } };
        var entries = new Sweep(plan, Landscapes.Run(Landscapes.Branin)).Run(null, 2, TestContext.Current.CancellationToken);

        Assert.Empty(SweepRanking.Of(plan, entries));
        Assert.Empty(SweepRanking.Of(plan with { Constraints = new(), Objective = Objective.Parse("sharpe") }, entries));
    }

    [Fact]
    public void The_best_comes_first_and_of_equals_the_earlier()
    {
        var entries = new Sweep(Plan, Landscapes.Run(at => Math.Round(Landscapes.Branin(at) / 10))).Run(null, 2, TestContext.Current.CancellationToken);

        var ranking = SweepRanking.Of(Plan, entries);

        Assert.Equal(100, ranking.Count);
        Assert.Equal(ranking.OrderByDescending(entry => entry.Outcome.Measures[Measure.NetProfit]).ThenBy(entry => entry.Number), ranking);
    }

    /// <summary>What is below the median over a quarter of the data is given up; the order of the first part is that of the whole here.</summary>
    [Fact]
    public void Hopeless_candidates_are_given_up_and_the_best_is_kept()
    {
        var plan = Plan with { EarlyShare = 0.25, Sampler = SamplerKind.Random };

        var early = new Sweep(plan, Landscapes.Run(Landscapes.Branin)).Run(null, 2, TestContext.Current.CancellationToken);

        var whole = new Sweep(plan with { EarlyShare = null }, Landscapes.Run(Landscapes.Branin)).Run(null, 2, TestContext.Current.CancellationToken);
        Assert.InRange(early.Count(entry => entry.IsStopped), 25, 60);
        Assert.All(early.Take(SweepPlan.RoundLength), entry => Assert.False(entry.IsStopped));
        Assert.Equal(SweepRanking.Of(plan, whole)[0].Number, SweepRanking.Of(plan, early)[0].Number);
        Assert.Equal(Run(plan, 1), Run(plan, 3));
    }

    [Fact]
    public void A_grid_ends_with_its_last_combination()
    {
        var plan = Plan with { Space = new([new("x", -5, 10) { Step = 5 }, new("y", 0, 15) { Step = 5 }]), Sampler = SamplerKind.Grid, Trials = 50 };

        Assert.Equal(16, new Sweep(plan, Landscapes.Run(Landscapes.Branin)).Run(null, 2, TestContext.Current.CancellationToken).Count);
    }

    [Fact]
    public void What_does_not_go_together_is_told_at_once()
    {
        var plan = Plan with { Sampler = SamplerKind.Grid, Trials = 0, EarlyShare = 1, Space = new([new("x", -5, 10), new("y", 2, 1)]) };

        var problems = plan.Problems().ToList();

        Assert.Contains(problems, problem => problem.StartsWith("y: '2..1' is reversed", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("x: 'x=-5..10' has no step", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("trials: '0'", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("early stop: '1'", StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => new Sweep(plan, Landscapes.Run(Landscapes.Branin)));
        Assert.Contains(
            "fewer than the 256 combinations",
            Assert.Single((Plan with { Sampler = SamplerKind.Grid, Space = new([new("x", 0, 15) { Step = 1 }, new("y", 0, 15) { Step = 1 }]) }).Problems()),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_end_from_outside_ends_it()
    {
        using var ending = new CancellationTokenSource();
        var sweep = new Sweep(Plan, Landscapes.Run(at => { ending.Cancel(); return at[0]; }));

        Assert.ThrowsAny<OperationCanceledException>(() => sweep.Run(null, 2, ending.Token));
    }

    [Fact]
    public void A_candidate_that_fails_ends_it_with_its_own_failure()
    {
        var sweep = new Sweep(Plan, Landscapes.Run(at => at[0] > 0 ? throw new IOException("disk") : at[0]));

        Assert.Equal("disk", Assert.Throws<IOException>(() => sweep.Run(null, 3, TestContext.Current.CancellationToken)).Message);
    }

    private static string[] Run(SweepPlan plan, int cores) =>
    [
        .. new Sweep(plan, Landscapes.Run(Landscapes.Branin)).Run(null, cores, TestContext.Current.CancellationToken)
            .Select(entry => FormattableString.Invariant($"{entry.Number} {entry.Values[0]:R} {entry.Values[1]:R} {entry.Outcome.Measures[Measure.NetProfit]:R} {entry.IsStopped}")),
    ];
}
