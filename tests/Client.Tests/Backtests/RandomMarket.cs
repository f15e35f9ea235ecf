using System.Globalization;
using SqueezeFlow.Client.Offline.Backtests.Files;

namespace SqueezeFlow.Client.Tests.Backtests;

/// <summary>Bars of a market whose flow leans now to one side, now to the other: enough for the strategy to trade on.</summary>
internal static class RandomMarket
{
    public const long Start = 1_735_689_600;
    public const long Step = 900;
    public const string Header = "time_s,open,high,low,close,vbuy,vsell";

    public static List<RecordedBar> Bars(int seed, int count, long step = Step)
    {
        var random = new Random(seed);
        var bars = new List<RecordedBar>(count);
        double price = 100, lean = 0;
        for (var i = 0; i < count; i++)
        {
            lean = (0.9 * lean) + (random.NextDouble() - 0.5);
            var open = price;
            price = Math.Round(price * (1 + ((random.NextDouble() - 0.5) * 0.004)), 4);
            var high = Math.Round(Math.Max(open, price) * (1 + (random.NextDouble() * 0.001)), 4);
            var low = Math.Round(Math.Min(open, price) * (1 - (random.NextDouble() * 0.001)), 4);
            var side = Math.Clamp(lean, -0.9, 0.9);
            bars.Add(new(
                Start + (i * step), open, high, low, price, Math.Round(1e6 * random.NextDouble() * (1 + side), 2) + 1, Math.Round(1e6 * random.NextDouble() * (1 - side), 2) + 1));
        }

        return bars;
    }

    public static string Row(RecordedBar bar) => string.Create(
        CultureInfo.InvariantCulture, $"{bar.OpenSeconds},{bar.Open},{bar.High},{bar.Low},{bar.Close},{bar.BuyNotional},{bar.SellNotional}");

    public static string Text(IEnumerable<RecordedBar> bars) => Header + "\n" + string.Concat(bars.Select(bar => Row(bar) + "\n"));
}
