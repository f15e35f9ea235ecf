using System.Globalization;
using SqueezeFlow.Lab.Tests.Leaks;
using SqueezeFlow.Lab.Verdicts;
using SqueezeFlow.Lab.WalkForward;

namespace SqueezeFlow.Lab.Tests.Edges;

/// <summary>Would we know? Verdicts over seeds of markets of which the truth is known.</summary>
public sealed class EdgeTests
{
    private static readonly int Seeds = int.Parse(Environment.GetEnvironmentVariable("SQUEEZEFLOW_LAB_SEEDS") ?? "12", CultureInfo.InvariantCulture);

    private static readonly WalkForwardOptions Month = new() { Train = TimeSpan.FromDays(10), Test = TimeSpan.FromDays(5), Purge = TimeSpan.FromDays(1) };

    private static readonly WalkForwardOptions Quarter = new() { Train = TimeSpan.FromDays(20), Test = TimeSpan.FromDays(10), Purge = TimeSpan.FromDays(1) };

    [Fact]
    public void In_a_real_month_with_random_signs_no_edge_is_found()
    {
        var bars = SharedMonths.Read("DOTUSDT_15m_2025", "DOTUSDT_1m_2025-11", "15m");

        var found = Count("random signs, walk-forward", seed => Laboratory.WalkForward(RandomSigns.Put(bars, seed), Month, seed));

        Assert.InRange(found, 0, Seeds * 0.05);
    }

    [Fact]
    public void The_best_of_a_search_in_a_real_month_with_random_signs_is_none_either()
    {
        var bars = SharedMonths.Read("DOTUSDT_15m_2025", "DOTUSDT_1m_2025-11", "15m");

        var found = Count("random signs, sweep", seed => Laboratory.Sweep(RandomSigns.Put(bars, seed), seed));

        Assert.InRange(found, 0, Seeds * 0.05);
    }

    /// <summary>Flow as before a squeeze, which the price does not follow: there are trades enough, and they are worth nothing, nor do they cost anything.</summary>
    [Fact]
    public void Flow_that_the_price_does_not_follow_is_no_edge()
    {
        var found = Count("flow without squeezes", seed => Laboratory.WalkForward(new PlantedMarket(seed) { Run = 0 }.Make(60 * 96), Quarter, seed, feeRate: 0));

        // One of a few is what a test at one in twenty does.
        Assert.InRange(found, 0, Math.Max(1, Seeds * 0.05));
    }

    [Fact]
    public void Planted_squeezes_are_found()
    {
        var found = Count("planted squeezes", seed => Laboratory.WalkForward(new PlantedMarket(seed).Make(60 * 96), Quarter, seed));

        Assert.InRange(found, Seeds * 0.9, Seeds);
    }

    private static int Count(string what, Func<ulong, Evidence> judge)
    {
        var evidence = Enumerable.Range(1, Seeds).Select(seed => judge((ulong)seed)).ToList();
        var edges = evidence.Count(one => EdgeVerdict.Of(one).HasEdge);
        var judged = evidence.Count(one => one.Trades >= EdgeVerdict.FewestTrades);
        var few = evidence.Count(one => EdgeVerdict.Of(one with { Trades = EdgeVerdict.FewestTrades }).HasEdge);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: an edge in {edges} of {Seeds} seeds ({few} if any number of trades would do); {judged} had {EdgeVerdict.FewestTrades} trades, {evidence.Average(one => one.Trades):0} on average; Sharpe {evidence.Average(one => one.Sharpe.Estimate):0.0}"));
        return edges;
    }
}
