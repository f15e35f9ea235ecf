using System.Globalization;
using SqueezeFlow.Core.Backtest.Costs;

namespace SqueezeFlow.Client.Offline.Summaries;

/// <summary>What trading costs, in words.</summary>
internal static class CostWords
{
    /// <summary>How much worse than recorded an order is filled.</summary>
    public static string Of(Slippage slippage)
    {
        if (slippage.IsNone)
        {
            return "none: at the recorded price of the perpetual, whatever the size";
        }

        var parts = new List<string>();
        Add(slippage.FixedShare, share => $"{BacktestWords.Percent(share)} of the price");
        Add(slippage.SpreadShare, share => $"half of a spread of {BacktestWords.Percent(share)}");
        Add(slippage.RangeShare, part => $"{BacktestWords.Percent(part)} of the bar's range");
        Add(slippage.ImpactFactor, factor => string.Create(
            CultureInfo.InvariantCulture, $"{factor:0.####} x volatility x root of notional over turnover, both of the {slippage.ImpactBars} bars before"));
        return $"{string.Join(" + ", parts)}, never beyond what the bar traded";

        void Add(double value, Func<double, string> words)
        {
            if (value != 0)
            {
                parts.Add(words(value));
            }
        }
    }

    /// <summary>What it came to.</summary>
    public static string Of(CostTotals totals)
    {
        var words = $"fees {BacktestWords.Money(totals.FeesUsd)}, slippage {BacktestWords.Money(totals.SlippageUsd)}, funding {BacktestWords.Money(totals.FundingUsd)} USD";
        words += totals.Liquidations > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {totals.Liquidations} liquidated") : "";
        return words + (totals.HeldFills > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {totals.HeldFills} fills at the end of their bar, which slippage would have gone beyond") : "");
    }
}
