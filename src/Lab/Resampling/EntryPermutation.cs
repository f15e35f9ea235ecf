using SqueezeFlow.Lab.Numerics;

namespace SqueezeFlow.Lab.Resampling;

/// <summary>
/// Whether the times of the entries matter: the same positions (side, size, length) are held at random times that do not overlap, and
/// their gain before fees is compared with the real one. Fees are the same either way. p = (1 + times that chance was as good) ÷ (1 + draws).
/// Sources: Fisher, The design of experiments, 1935 (the test); Phipson, Smyth, Permutation p-values should never be zero, Statistical
/// Applications in Genetics and Molecular Biology 9 (2010) (the ones).
/// </summary>
public static class EntryPermutation
{
    /// <summary>Runs the test.</summary>
    /// <param name="trades">Positions in time order, one at a time.</param>
    /// <param name="prices">Price at which a bar would have filled an order, for each bar; above zero.</param>
    /// <param name="draws">Random arrangements.</param>
    /// <param name="seed">Same seed, same answer.</param>
    /// <returns>The probability that chance alone gains as much; 1 without trades.</returns>
    /// <exception cref="ArgumentException">A trade lies outside of the prices, ends before it begins, or overlaps the one before.</exception>
    public static double Probability(IReadOnlyList<TimedTrade> trades, ReadOnlySpan<double> prices, int draws, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(trades);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        Check(trades, prices.Length);
        if (trades.Count == 0)
        {
            return 1;
        }

        double real = 0;
        foreach (var trade in trades)
        {
            real += GainOf(trade, trade.EntryBar, prices);
        }

        TimedTrade[] order = [.. trades];
        var starts = new int[order.Length];
        var free = prices.Length - 1 - order.Sum(trade => trade.ExitBar - trade.EntryBar);
        // What is the same but for rounding counts as as good.
        var enough = real - (1e-12 * Math.Abs(real));
        var asGood = 0;
        for (var i = 0; i < draws; i++)
        {
            asGood += GainAtRandom(order, starts, free, prices, RandomSource.Fork(seed, i)) >= enough ? 1 : 0;
        }

        return (1.0 + asGood) / (1.0 + draws);
    }

    // Each entry falls anywhere into the time in which no position is held; the positions come in any order.
    private static double GainAtRandom(TimedTrade[] order, int[] starts, int free, ReadOnlySpan<double> prices, RandomSource random)
    {
        random.Shuffle<TimedTrade>(order);
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = random.Next(free + 1);
        }

        Array.Sort(starts);
        double gain = 0;
        var held = 0;
        for (var i = 0; i < order.Length; i++)
        {
            gain += GainOf(order[i], starts[i] + held, prices);
            held += order[i].ExitBar - order[i].EntryBar;
        }

        return gain;
    }

    private static double GainOf(in TimedTrade trade, int entryBar, ReadOnlySpan<double> prices) =>
        trade.Exposure * ((prices[entryBar + trade.ExitBar - trade.EntryBar] / prices[entryBar]) - 1);

    private static void Check(IReadOnlyList<TimedTrade> trades, int bars)
    {
        var free = 0;
        foreach (var trade in trades)
        {
            if (trade.EntryBar < free || trade.ExitBar <= trade.EntryBar || trade.ExitBar >= bars)
            {
                throw new ArgumentException(
                    $"Expected positions one after the other within {bars} bars, found one from {trade.EntryBar} to {trade.ExitBar} after {free}.", nameof(trades));
            }

            free = trade.ExitBar;
        }
    }
}
