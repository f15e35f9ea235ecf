using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Client.Offline.Summaries;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Client.Offline.Reports;

/// <summary>Puts together what the page of a back-test holds: the same for the same inputs, byte for byte.</summary>
internal static class ReportMaker
{
    /// <summary>The data of a page.</summary>
    /// <param name="asked">What the back-test was asked for.</param>
    /// <param name="outcome">What was run and what came out.</param>
    /// <param name="report">The same in words.</param>
    /// <param name="explanations">Why its evaluations ended as they did.</param>
    public static ReportDocument Make(PairBacktest asked, PairOutcome outcome, BacktestReport report, ReportExplanations explanations)
    {
        var chart = ChartColumns.Of(outcome.Bars, asked.Timeframe, ReportDocument.MostPoints);
        var timeframe = Timeframe.Parse(chart.Timeframe);
        var (from, to) = (chart.T[0], chart.T[^1] + (timeframe.Milliseconds / 1_000));
        var curve = outcome.Result.Curve;
        return new(
            report.Title,
            Versions.OfConsole,
            BacktestDocument.Of(outcome),
            Pairs(report.Facts),
            ReportParameters.Of(asked),
            ReportInputs.Of(outcome.Inputs),
            chart,
            new([.. curve.Select(point => point.BarOpenUnixMs / 1_000)], [.. curve.Select(point => point.EquityUsd)], [.. curve.Select(point => point.HeldInCoinUsd)]),
            OpenInterest(outcome.Inputs, from, to),
            [ReportLedger.Of("spot", outcome.Inputs.Spot, timeframe, from, to), ReportLedger.Of("perp", outcome.Inputs.Perp, timeframe, from, to)],
            explanations);
    }

    private static OpenInterestColumns? OpenInterest(PairInputs inputs, long from, long to)
    {
        if (inputs.OpenInterest is not { } file)
        {
            return null;
        }

        var rows = file.Rows.Where(row => row.Seconds >= from && row.Seconds < to).ToList();
        var stride = Math.Max(1, (rows.Count + ReportDocument.MostPoints - 1) / ReportDocument.MostPoints);
        var shown = rows.Where((_, i) => i % stride == 0).ToList();
        return new([.. shown.Select(row => row.Seconds)], [.. shown.Select(row => row.Usd > 0 ? row.Usd : (double?)null)]);
    }

    private static IReadOnlyList<string[]> Pairs(IEnumerable<KeyValuePair<string, string>> pairs) => [.. pairs.Select(pair => (string[])[pair.Key, pair.Value])];
}
