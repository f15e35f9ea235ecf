using System.Globalization;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Silo.Api.Bars;

/// <summary>Reads a bar that is to be stored, and says what is wrong with one that cannot be.</summary>
internal static class ImportedBar
{
    private const double Largest = 1e15;

    /// <summary>The bar of a view.</summary>
    public static Bar Of(BarView view) => new(
        view.OpenUnixMs,
        view.Open ?? double.NaN,
        view.High ?? double.NaN,
        view.Low ?? double.NaN,
        view.Close ?? double.NaN,
        view.BuyNotional,
        view.SellNotional,
        view.BuyCount,
        view.SellCount,
        view.BuyLiquidation,
        view.SellLiquidation);

    /// <summary>The first value that will not do, and what would; null when all do.</summary>
    /// <param name="bar">The bar.</param>
    /// <param name="timeframe">Its length.</param>
    /// <param name="after">Open time of the bar before; null for the first.</param>
    /// <param name="now">Market time: no bar ends later.</param>
    public static (string Field, string Value, string Fix)? Fault(in Bar bar, Timeframe timeframe, long? after, long now)
    {
        var opens = bar.OpenUnixMs;
        if (opens < 0 || opens != timeframe.Floor(opens))
        {
            return ("openUnixMs", Text(opens), $"send milliseconds since 1970 UTC at which a bar of {timeframe} opens");
        }

        if (opens <= after)
        {
            return ("openUnixMs", Text(opens), $"send bars in time order, each once; the one before opens at {Text(after.Value)}");
        }

        return timeframe.Close(opens) > now
            ? ("openUnixMs", Text(opens), $"send bars that are over; it is {Text(now)} now")
            : FaultOfPrices(bar) ?? FaultOfFlows(bar);
    }

    private static (string Field, string Value, string Fix)? FaultOfPrices(in Bar bar)
    {
        (string Name, double Price)[] prices = [("open", bar.Open), ("high", bar.High), ("low", bar.Low), ("close", bar.Close)];
        if (!bar.HasPrice && prices.All(price => double.IsNaN(price.Price)))
        {
            return bar.Volume == 0 && bar.BuyCount + bar.SellCount == 0 ? null : ("open", "null", "send prices: the bar has trades");
        }

        foreach (var (name, price) in prices)
        {
            if (price is not (> 0 and <= Largest))
            {
                return (name, Text(price), "send a price: a number above 0; or no price at all");
            }
        }

        if (bar.High < Math.Max(bar.Open, bar.Close))
        {
            return ("high", Text(bar.High), "send the highest price: not below open or close");
        }

        return bar.Low > Math.Min(bar.Open, bar.Close) ? ("low", Text(bar.Low), "send the lowest price: not above open or close") : null;
    }

    private static (string Field, string Value, string Fix)? FaultOfFlows(in Bar bar)
    {
        (string Name, double Value)[] amounts =
        [
            ("buyNotional", bar.BuyNotional), ("sellNotional", bar.SellNotional), ("buyLiquidation", bar.BuyLiquidation), ("sellLiquidation", bar.SellLiquidation),
        ];
        foreach (var (name, value) in amounts)
        {
            if (value is not (>= 0 and <= Largest))
            {
                return (name, Text(value), "send an amount in quote units: a number from 0 up");
            }
        }

        return bar.BuyCount < 0 ? ("buyCount", Text(bar.BuyCount), "send a whole number from 0 up")
            : bar.SellCount < 0 ? ("sellCount", Text(bar.SellCount), "send a whole number from 0 up")
            : null;
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
