using CsCheck;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Core.Tests.Signals;

/// <summary>Random five-minute bars: walks of changing pace with missing bars, missing prices and silent sides.</summary>
internal static class RandomBars
{
    public const long StepMs = 300_000;

    /// <summary>Series of 10 to 200 bars.</summary>
    public static Gen<SymbolBar[]> Series { get; } =
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[10, 200], Gen.Double[0.0005, 0.02], Gen.Double[1e3, 1e7])
            .Select((seed, count, pace, turnover) => Make(seed, count, pace, turnover));

    public static SymbolBar[] Make(int seed, int count, double pace, double turnover)
    {
        var random = new Random(seed);
        var bars = new List<SymbolBar>(count);
        double price = 100, spotLean = 0, perpLean = 0;
        long time = 1_735_689_600_000;
        while (bars.Count < count)
        {
            spotLean = (0.9 * spotLean) + (random.NextDouble() - 0.5);
            perpLean = (0.9 * perpLean) + (random.NextDouble() - 0.5);
            var bar = Bar(random, time, ref price, pace, turnover, spotLean, perpLean);
            time += StepMs * (random.Next(20) == 0 ? random.Next(2, 5) : 1);
            bars.Add(random.Next(25) == 0 ? bar with { Close = double.NaN } : bar);
        }

        return [.. bars];
    }

    private static SymbolBar Bar(
        Random random, long time, ref double price, double pace, double turnover, double spotLean, double perpLean)
    {
        var open = price;
        price *= 1 + ((random.NextDouble() - 0.5) * pace);
        var high = Math.Max(open, price) * (1 + (random.NextDouble() * pace / 4));
        var low = Math.Min(open, price) * (1 - (random.NextDouble() * pace / 4));
        double Flow(double lean) => Math.Round(turnover * random.NextDouble() * (1 + Math.Clamp(lean, -0.9, 0.9)), 2);
        double spotBuy = Flow(spotLean), spotSell = Flow(-spotLean), perpBuy = Flow(perpLean), perpSell = Flow(-perpLean);
        return new(time, open, high, low, price, spotBuy + spotSell + perpBuy + perpSell, spotBuy, spotSell, perpBuy, perpSell);
    }
}
