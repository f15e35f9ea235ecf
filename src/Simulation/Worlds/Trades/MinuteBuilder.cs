using SqueezeFlow.Simulation.Worlds.Randomness;
using SqueezeFlow.Simulation.Worlds.Squeezes;

namespace SqueezeFlow.Simulation.Worlds.Trades;

/// <summary>Makes the trades of any minute of one market. Safe for concurrent use with different blocks.</summary>
internal sealed class MinuteBuilder(WorldMarket market, ulong seed, TradeCounts counts, FlowPlan flow, Func<long, double> fairPrice)
{
    private const int MinuteMs = 60_000;
    private const double EvenShare = 0.5;
    private const int EvenAtLeast = 45;
    private const double BurstMs = 120;
    private const double Heaviest = 60;
    private const double DeepestReach = 0.8e-4;

    /// <summary>Fills <paramref name="block"/> with a minute since the world's start.</summary>
    public void Build(MinuteBlock block, long minute)
    {
        var firstAggregate = counts.FirstAggregate(minute);
        var firstFill = counts.FirstFill(minute);
        var count = (int)(counts.FirstAggregate(minute + 1) - firstAggregate);
        block.Resize(count, (int)(counts.FirstFill(minute + 1) - firstFill));
        (block.Minute, block.FirstAggregate, block.FirstFill) = (minute, firstAggregate, firstFill);
        if (count == 0)
        {
            return;
        }

        var random = new RandomSequence(Mix.Hash(seed, minute));
        var (buys, sells) = flow.At(minute);
        var buyShare = 0.5 + (0.35 * (buys - sells) / (buys + sells));
        PlaceInTime(block.Keys.AsSpan(0, count), ref random, buyShare);
        SpreadFills(block, ref random);
        PriceThem(block, ref random);
        SizeThem(block, ref random, buys, sells);
        SplitFills(block, ref random);
    }

    // A key is milliseconds, ordinal and side in one number, so that sorting is of plain numbers.
    private static void PlaceInTime(Span<long> keys, ref RandomSequence random, double buyShare)
    {
        var even = Math.Max((int)(keys.Length * EvenShare), Math.Min(keys.Length, EvenAtLeast));
        for (var i = 0; i < even; i++)
        {
            keys[i] = Key((i + random.Next()) * MinuteMs / even, i, random.Next() >= buyShare);
        }

        for (var i = even; i < keys.Length;)
        {
            var end = Math.Min(keys.Length, i + (int)(2 * random.NextHeavy(keys.Length)));
            var start = random.Next() * MinuteMs;
            var sell = random.Next() >= buyShare;
            for (; i < end; i++)
            {
                var spread = random.Next();
                keys[i] = Key(Math.Min(MinuteMs - 1, start + (BurstMs * spread * spread * spread)), i, sell);
            }
        }

        keys.Sort();
        BothSides(keys);
    }

    private static long Key(double ms, int ordinal, bool sell) => ((long)ms << 40) | ((long)ordinal << 1) | (sell ? 1L : 0L);

    private static void BothSides(Span<long> keys)
    {
        long sells = 0;
        foreach (var key in keys)
        {
            sells += key & 1;
        }

        if (keys.Length > 1 && (sells == 0 || sells == keys.Length))
        {
            keys[keys.Length / 2] ^= 1;
        }
    }

    private static void SpreadFills(MinuteBlock block, ref RandomSequence random)
    {
        var prints = block.Prints;
        for (var i = 0; i < prints.Length; i++)
        {
            prints[i] = default(AggregateTrade) with { Fills = 1 };
        }

        for (var extra = block.FillCount - prints.Length; extra > 0; extra--)
        {
            var i = random.Next(prints.Length);
            prints[i] = prints[i] with { Fills = prints[i].Fills + 1 };
        }
    }

    private void PriceThem(MinuteBlock block, ref RandomSequence random)
    {
        var prints = block.Prints;
        var start = World.StartUnixMs + (block.Minute * MinuteMs);
        long second = -1;
        double left = 0, right = 0;
        for (var i = 0; i < prints.Length; i++)
        {
            var key = block.Keys[i];
            var ms = key >> 40;
            var isSell = (key & 1) != 0;
            if (ms / 1000 != second)
            {
                left = ms / 1000 == second + 1 && second >= 0 ? right : fairPrice(start + (ms / 1000 * 1000));
                second = ms / 1000;
                right = fairPrice(start + ((second + 1) * 1000));
            }

            var fair = (left + ((right - left) * (ms % 1000) / 1000)) * market.PriceUnits;
            var reach = random.Next();
            var depth = (long)(reach * reach * reach * reach * DeepestReach * fair);
            var ticks = (long)Math.Floor(fair) + (isSell ? -depth : depth + 1);
            prints[i] = prints[i] with { UnixMs = start + ms, Ticks = Math.Max(1, ticks), IsSell = isSell };
        }
    }

    private void SizeThem(MinuteBlock block, ref RandomSequence random, double buys, double sells)
    {
        var prints = block.Prints;
        double buyWeight = 0, sellWeight = 0;
        for (var i = 0; i < prints.Length; i++)
        {
            var weight = random.NextHeavy(Heaviest) * prints[i].Fills;
            block.Weights[i] = weight;
            (buyWeight, sellWeight) = prints[i].IsSell ? (buyWeight, sellWeight + weight) : (buyWeight + weight, sellWeight);
        }

        // What rounding to lots takes from one trade the next of its side gets.
        double buyCarry = 0, sellCarry = 0;
        for (var i = 0; i < prints.Length; i++)
        {
            var print = prints[i];
            var notional = print.IsSell ? sells * block.Weights[i] / sellWeight : buys * block.Weights[i] / buyWeight;
            ref var carry = ref print.IsSell ? ref sellCarry : ref buyCarry;
            carry += notional * market.SizeUnits * market.PriceUnits / print.Ticks;
            var lots = Math.Max(print.Fills, (long)Math.Round(carry));
            carry -= lots;
            prints[i] = print with { Lots = lots };
        }
    }

    private static void SplitFills(MinuteBlock block, ref RandomSequence random)
    {
        var prints = block.Prints;
        var lots = block.FillLots;
        var next = 0;
        for (var i = 0; i < prints.Length; i++)
        {
            var print = prints[i];
            prints[i] = print with { FirstFill = next };
            var rest = print.Lots;
            for (var left = print.Fills; left > 1; left--)
            {
                var part = 1 + (long)(random.Next() * 0.6 * (rest - left));
                lots[next++] = part;
                rest -= part;
            }

            lots[next++] = rest;
        }
    }
}
