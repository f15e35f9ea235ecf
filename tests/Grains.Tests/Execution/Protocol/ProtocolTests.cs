using System.Globalization;
using SqueezeFlow.Grains.Execution;

namespace SqueezeFlow.Grains.Tests.Execution.Protocol;

/// <summary>
/// Outbox, inbox, intent, call, look-up, over the executor's own classes: whatever is lost, late, refused or killed, a signal gives one trade at
/// most, none is forgotten, every exit gets out, and nothing is touched that is not ours. <c>SQUEEZEFLOW_PROTOCOL_SEEDS</c> runs more of it,
/// <c>SQUEEZEFLOW_PROTOCOL_FIRST</c> begins at another seed.
/// </summary>
public sealed class ProtocolTests
{
    private const int Shown = 5;

    private static int First => Number("SQUEEZEFLOW_PROTOCOL_FIRST", 1);

    private static int Count => Number("SQUEEZEFLOW_PROTOCOL_SEEDS", 200);

    [Fact]
    public void Nothing_is_doubled_nothing_is_forgotten_and_every_exit_gets_out()
    {
        var runs = Enumerable.Range(First, Count).AsParallel().AsOrdered().Select(seed => (Seed: seed, Run: ProtocolWorld.Run(seed))).ToArray();

        var failed = runs.Where(run => run.Run.Problems.Count > 0).ToArray();
        Assert.True(failed.Length == 0, Describe(failed));
        Say(runs);
    }

    [Fact]
    public void A_seed_always_gives_the_same_run()
    {
        var (one, two) = (ProtocolWorld.Run(First), ProtocolWorld.Run(First));

        Assert.Equal(one.Kills, two.Kills);
        Assert.Equal(one.Verdicts, two.Verdicts);
    }

    // That the runs were hard enough: every kind of end must have come up.
    private static void Say((int Seed, ProtocolWorld Run)[] runs)
    {
        var counts = runs.SelectMany(run => run.Run.Verdicts).CountBy(verdict => (verdict.IsEntry, verdict.State)).ToDictionary();
        var told = string.Join(", ", counts.OrderBy(count => count.Key).Select(count => $"{(count.Key.IsEntry ? "entries" : "exits")} {count.Key.State} {count.Value}"));
        TestContext.Current.TestOutputHelper!.WriteLine($"{runs.Length} seeds, {runs.Sum(run => run.Run.Kills)} kills: {told}");
        Assert.All([IntentState.Filled, IntentState.Rejected, IntentState.Expired], state => Assert.True(counts.GetValueOrDefault((true, state)) > 0, $"no entry ended as {state}"));
        Assert.True(counts.GetValueOrDefault((false, IntentState.Filled)) > 0, "no exit was filled");
        Assert.True(runs.Sum(run => run.Run.Kills) > runs.Length, "the service was hardly ever killed");
    }

    private static string Describe((int Seed, ProtocolWorld Run)[] failed) =>
        $"{failed.Length} of {Count} seeds fail: {string.Join(' ', failed.Select(run => run.Seed))}\n"
        + string.Join('\n', failed.Take(Shown).Select(run => $"seed {run.Seed}:\n  {string.Join("\n  ", run.Run.Problems.Concat(run.Run.Stories))}"));

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
