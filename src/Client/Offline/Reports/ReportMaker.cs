using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Client.Offline.Reports;

/// <summary>Puts together what the page of a back-test holds: the same for the same inputs, byte for byte.</summary>
internal static class ReportMaker
{
    /// <summary>The data of a page.</summary>
    /// <param name="account">What the back-test was asked for and given.</param>
    /// <param name="outcome">What was run and what came out.</param>
    /// <param name="report">The same in words.</param>
    /// <param name="explanations">Why the evaluations of each symbol ended as they did.</param>
    public static ReportDocument Make(AccountInputs account, BacktestOutcome outcome, BacktestReport report, IReadOnlyList<ReportExplanations> explanations)
    {
        var symbols = outcome.Pairs.Select((pair, i) => SymbolOf(pair, explanations[i], outcome.IsShared)).ToList();
        var curve = outcome.Result.Curve;
        return new(
            report.Title,
            Versions.OfConsole,
            ResultDocument.Of(outcome),
            Pairs(report.Facts),
            ReportParameters.Of(account.Pairs),
            ReportInputs.Of(outcome),
            symbols[0].Chart,
            new([.. curve.Select(point => point.BarOpenUnixMs / 1_000)], [.. curve.Select(point => point.EquityUsd)], [.. curve.Select(point => point.HeldInCoinUsd)]),
            symbols[0].OpenInterest,
            symbols[0].Ledgers,
            symbols[0].Explanations)
        {
            Symbol = outcome.IsShared ? symbols[0].Symbol : null,
            Others = outcome.IsShared ? symbols[1..] : null,
        };
    }

    private static ReportSymbol SymbolOf(PairOutcome pair, ReportExplanations explanations, bool isShared)
    {
        var symbol = pair.Options.Symbol;
        var chart = ChartColumns.Of(pair.Bars, pair.Options.Strategy.Timeframe, ReportDocument.MostPoints);
        var timeframe = Timeframe.Parse(chart.Timeframe);
        var (from, to) = (chart.T[0], chart.T[^1] + (timeframe.Milliseconds / 1_000));
        ReportLedger Ledger(string role, MarketFile file) => ReportLedger.Of(isShared ? ReportInputs.RoleOf(role, symbol) : role, file, timeframe, from, to);
        return new(symbol, chart, OpenInterest(pair.Inputs, from, to), [Ledger("spot", pair.Inputs.Spot), Ledger("perp", pair.Inputs.Perp)], explanations);
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
