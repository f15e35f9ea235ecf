using System.Globalization;
using SqueezeFlow.Certainty.Tests.Scenarios;
using SqueezeFlow.Certainty.Tests.Service;
using SqueezeFlow.Certainty.Tests.Verdicts;

namespace SqueezeFlow.Certainty.Tests;

/// <summary>Whatever happens to venues, connections, markets and the service: what is stored and what is on record as missing make up the truth.</summary>
public sealed class CertaintyTests
{
    private static int First => Number("SQUEEZEFLOW_CERTAINTY_FIRST", 1);

    private static int Count => Number("SQUEEZEFLOW_CERTAINTY_SEEDS", 200);

    [Fact]
    public void Bars_and_listed_gaps_make_up_the_truth_and_complete_minutes_equal_it()
    {
        var failed = Enumerable.Range(First, Count)
            .AsParallel()
            .AsOrdered()
            .Select(seed => (Seed: seed, Verdict: VerdictOf(new ScenarioMaker(seed).Make())))
            .Where(run => run.Verdict.Problems.Count > 0)
            .ToArray();

        Assert.True(failed.Length == 0, Describe(failed));
    }

    // What breaks in one scenario is its verdict: the others are judged all the same.
    private static Verdict VerdictOf(Scenario scenario)
    {
        try
        {
            return Verdict.Of(ModelWorld.Run(scenario));
        }
        catch (Exception failure)
        {
            return Verdict.Of(failure);
        }
    }

    // Seeds that fail for the same reason have the same least scenario, but for its numbers.
    private static string Describe((int Seed, Verdict Verdict)[] failed)
    {
        var groups = failed.Take(Number("SQUEEZEFLOW_CERTAINTY_SHOWN", 5))
            .Select(run => (run.Seed, Least: Shrink(run.Seed, run.Verdict.Problems[0].Kind)))
            .GroupBy(run => string.Join(", ", run.Least.Faults.Select(f => f.GetType().Name).Order()))
            .OrderByDescending(group => group.Count())
            .Select(group => $"[{group.Key}] seeds {string.Join(' ', group.Select(run => run.Seed))}\n{group.First().Least}\n{VerdictOf(group.First().Least)}");
        var seen = failed.Take(Number("SQUEEZEFLOW_CERTAINTY_SHOWN", 5)).Select(run => $"seed {run.Seed} as first seen\n{run.Verdict}");
        return $"{failed.Length} of {Count} scenarios fail: {string.Join(' ', failed.Select(f => f.Seed))}\n\n{string.Join("\n\n", groups)}\n\n{string.Join("\n\n", seen)}";
    }

    private static Scenario Shrink(int seed, ProblemKind kind) =>
        new Shrinker(scenario => VerdictOf(scenario).Problems.Any(p => p.Kind == kind)).Shrink(new ScenarioMaker(seed).Make());

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
