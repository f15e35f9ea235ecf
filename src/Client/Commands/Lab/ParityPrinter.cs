using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Client.Offline.Parity;
using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Backtest.Parity;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Client.Commands.Lab;

/// <summary>A replayed day, as people read it.</summary>
internal static class ParityPrinter
{
    /// <summary>What came of it in a sentence, what was compared, then every difference, then the shadows.</summary>
    public static void Write(Terminal terminal, ParityAsked asked, ParityOutcome outcome)
    {
        var (strategy, reports) = (asked.Plan.Strategy, outcome.Reports);
        terminal.WriteLine(SentenceOf(outcome.Differences, outcome.Unexplained));
        terminal.WriteLine(
            $"{Figures.Time(asked.Plan.FromUnixMs)[..10]}, {strategy.Timeframe}, parameters {ParameterHash.Short(ParameterHash.Of(strategy.Parameters))}: {Counted.Of(reports.Sum(report => report.Bars), "bar")} and {Counted.Of(reports.Sum(report => report.Signals), "signal")} of {NameList.Some([.. reports.Select(report => report.Symbol)])} compared");
        Note(terminal, reports.Sum(report => report.NotRunning), "bar", "closed while the service did not run, and are not compared");
        Note(terminal, reports.Sum(report => report.External), "signal", "came from outside, and are taken as they were");
        if (outcome.Differences > 0)
        {
            terminal.WriteLine();
            Write(terminal, reports);
        }

        if (asked.Shadows.Count > 0)
        {
            terminal.WriteLine();
            Write(terminal, outcome);
        }
    }

    private static void Write(Terminal terminal, IReadOnlyList<ParityReport> reports)
    {
        var sheet = new Sheet("bar closed", "symbol", Column.Word("live"), Column.Word("replay"), Column.Word("explained", 1), Column.Prose("why"));
        foreach (var (symbol, difference) in reports.SelectMany(report => report.Differences.Select(one => (report.Symbol, Difference: one))).OrderBy(row => row.Difference.BarCloseUnixMs))
        {
            sheet.Add(
                Figures.Time(difference.BarCloseUnixMs),
                symbol,
                difference.Live,
                difference.Replay,
                difference.IsExplained ? "yes" : new Cell("NO", Tone.Bad),
                difference.Words);
        }

        sheet.Write(terminal);
    }

    private static void Write(Terminal terminal, ParityOutcome outcome)
    {
        var (shadows, others) = (outcome.Shadows, outcome.OtherShadows);
        terminal.WriteLine(
            $"shadows: {Counted.Of(shadows.Select(shadow => shadow.Name).Distinct().Count(), "set")} of parameters in {Counted.Of(shadows.Select(shadow => shadow.Symbol).Distinct().Count(), "symbol")}, {Counted.Of(shadows.Sum(shadow => (long)shadow.Orders), "order")} compared with back-tests: {(others.Count == 0 ? "all are the same" : $"{Counted.Of(others.Count, "account")} differ")}");
        if (others.Count > 0)
        {
            var sheet = new Sheet("symbol", "shadow", Column.Prose("how they differ"));
            foreach (var other in others)
            {
                sheet.Add(other.Symbol, other.Name, other.Words);
            }

            sheet.Write(terminal);
        }
    }

    private static string SentenceOf(int differences, int unexplained) => (differences, unexplained) switch
    {
        (0, _) => "no difference: the replay decides what the service decided",
        (_, 0) => $"{Counted.Of(differences, "difference")}, each of them explained",
        _ => $"{Counted.Of(differences, "difference")}, {Figures.Count(unexplained)} of them unexplained",
    };

    private static void Note(Terminal terminal, int count, string one, string words)
    {
        if (count > 0)
        {
            terminal.WriteLine($"note: {Counted.Of(count, one)} {words}");
        }
    }
}
