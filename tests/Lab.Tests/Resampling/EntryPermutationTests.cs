using SqueezeFlow.Lab.Numerics;
using SqueezeFlow.Lab.Resampling;

namespace SqueezeFlow.Lab.Tests.Resampling;

public sealed class EntryPermutationTests
{
    /// <summary>One position can be put in 96 places: all are tried.</summary>
    [Fact]
    public void A_single_position_has_the_share_of_the_places_that_are_as_good()
    {
        var prices = Walk(1, 100);
        var trade = new TimedTrade(40, 44, -1_000);

        var p = EntryPermutation.Probability([trade], prices, 20_000, 2);

        double Gain(int at) => -((prices[at + 4] / prices[at]) - 1);
        Assert.Equal(Enumerable.Range(0, 96).Average(at => Gain(at) >= Gain(40) ? 1.0 : 0), p, 0.015);
    }

    /// <summary>Two positions of lengths 2 and 3 leave 5 of 10 steps free: every order and pair of places, counted.</summary>
    [Fact]
    public void Two_positions_have_the_share_of_all_pairs_of_places()
    {
        var prices = Walk(2, 11);
        TimedTrade[] trades = [new(1, 3, 500), new(4, 7, -800)];

        var p = EntryPermutation.Probability(trades, prices, 40_000, 4);

        double Gain(int start, int length, double exposure) => exposure * ((prices[start + length] / prices[start]) - 1);
        var real = Gain(1, 2, 500) + Gain(4, 3, -800);
        var all = from one in Enumerable.Range(0, 6)
                  from other in Enumerable.Range(0, 6)
                  let first = Math.Min(one, other)
                  let second = Math.Max(one, other)
                  from swapped in Enumerable.Range(0, 2)
                  select swapped == 1
                      ? Gain(first, 3, -800) + Gain(second + 3, 2, 500)
                      : Gain(first, 2, 500) + Gain(second + 2, 3, -800);
        Assert.Equal(all.Average(gain => gain >= real - 1e-12 ? 1.0 : 0), p, 0.012);
    }

    [Fact]
    public void Without_knowledge_probabilities_are_even()
    {
        var low = Enumerable.Range(0, 400).Count(seed =>
            EntryPermutation.Probability(Trades(seed, entry => entry), Walk((ulong)seed, 500), 99, 5) <= 0.1);

        Assert.InRange(low, 24, 58);
    }

    [Fact]
    public void Entries_before_every_rise_are_no_chance()
    {
        var prices = Walk(3, 500);

        var p = EntryPermutation.Probability(Trades(3, entry => Enumerable.Range(entry, 20).MaxBy(at => prices[at + 3] / prices[at])), prices, 999, 6);

        Assert.Equal(0.001, p, 1e-9);
    }

    [Fact]
    public void Without_a_trade_nothing_is_shown() => Assert.Equal(1, EntryPermutation.Probability([], new double[3], 10, 1));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 6)]
    [InlineData(-1, 2)]
    public void Positions_that_cannot_be_are_refused(int entry, int exit) =>
        Assert.Throws<ArgumentException>(() => EntryPermutation.Probability([new(entry, exit, 1)], new double[5], 10, 1));

    private static TimedTrade[] Trades(int seed, Func<int, int> entry)
    {
        var random = RandomSource.Fork(77, seed);
        return [.. Enumerable.Range(0, 15).Select(i => entry((i * 30) + random.Next(5))).Select(at => new TimedTrade(at, at + 3, 100))];
    }

    private static double[] Walk(ulong seed, int count)
    {
        var random = new RandomSource(seed);
        var price = 100.0;
        return [.. Enumerable.Range(0, count).Select(_ => price *= 1 + (0.01 * random.NextNormal()))];
    }
}
