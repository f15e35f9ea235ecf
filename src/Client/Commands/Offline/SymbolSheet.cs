using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Client.Offline.Summaries;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;

namespace SqueezeFlow.Client.Commands.Offline;

/// <summary>The symbols of one account side by side.</summary>
internal static class SymbolSheet
{
    /// <summary>One row a symbol.</summary>
    public static Sheet Of(IReadOnlyList<PairOutcome> symbols)
    {
        var sheet = new Sheet("symbol", Column.Figure("bars", 4), ">closed", Column.Figure("won", 2), ">net profit", ">open gain", Column.Figure("fees", 3), Column.Figure("drawdown", 1), ">refused");
        foreach (var (options, _, result, _) in symbols)
        {
            var open = result.OpenTrades.Sum(trade => trade.GainUsd);
            sheet.Add(
                options.Symbol,
                Figures.Count(result.Bars),
                Figures.Count(result.Metrics.Closed),
                Figures.Count(result.Metrics.Wins),
                Cell.Signed(BacktestWords.Money(result.Metrics.NetProfitUsd), result.Metrics.NetProfitUsd),
                result.OpenTrades.Count == 0 ? Figures.None : Cell.Signed(BacktestWords.Money(open), open),
                BacktestWords.Money(result.Metrics.FeesUsd),
                $"{BacktestWords.Number(result.Statistics.MaxDrawdownPercent)} %",
                Figures.Count(result.Refused.Count));
        }

        return sheet;
    }
}
