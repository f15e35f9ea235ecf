using System.Globalization;
using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Client.Offline.Lab;
using SqueezeFlow.Client.Offline.Summaries;
using SqueezeFlow.Client.Terminals;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Lab.Leaks;
using SqueezeFlow.Lab.Resampling;
using SqueezeFlow.Lab.Search;
using SqueezeFlow.Lab.Verdicts;

namespace SqueezeFlow.Client.Commands.Lab;

/// <summary>Parts of what searches tell people.</summary>
internal static class LabPrinter
{
    /// <summary>The verdict, then notes and what was searched.</summary>
    public static void Begin(Terminal terminal, LabRequest request, EdgeVerdict verdict, params (string Name, string Value)[] facts)
    {
        terminal.WriteLine(verdict.Sentence);
        terminal.WriteLine();
        foreach (var note in request.Notes)
        {
            terminal.WriteLine("note: " + note);
        }

        var plan = request.Plan;
        var sheet = new Sheet(string.Empty, string.Empty)
            .Add("data", $"{request.Options.Symbol}, {request.Pair.Timeframe}, profile {request.Pair.Parameters.Profile}, {Counted.Of(request.Bars.Length, "bar")} from {Figures.Time(request.Bars[0].OpenUnixMs)} to {Figures.Time(request.Bars[^1].OpenUnixMs)} UTC, the first {Figures.Count(request.WindowBars)} only read")
            .Add("search", string.Join(", ", plan.Space.Parameters))
            .Add("how", $"{plan.Sampler.ToString().ToLowerInvariant()}, {Counted.Of(plan.Count, "candidate")}, seed {plan.Seed}, largest {plan.Objective.Text}{Limits(plan)}");
        foreach (var (name, value) in facts)
        {
            sheet.Add(name, value);
        }

        sheet.Write(terminal);
    }

    /// <summary>A title.</summary>
    public static void Title(Terminal terminal, string title)
    {
        terminal.WriteLine();
        terminal.WriteLine(title);
    }

    /// <summary>The evidence as names and figures.</summary>
    public static void Write(Terminal terminal, Evidence evidence)
    {
        var sheet = new Sheet(string.Empty, string.Empty)
            .Add("closed trades", Figures.Count(evidence.Trades))
            .Add("net profit", $"{Range(evidence.NetProfit)} USD, {Range(evidence.Expectancy)} a trade")
            .Add("won", $"{Range(evidence.WinRate)} %, profit factor {Range(evidence.ProfitFactor)}")
            .Add("return", $"{Range(evidence.Return)} % over {Counted.Of(evidence.Days, "day")}")
            .Add("mean return of a day", $"{Range(evidence.MeanReturn, "0.####")} %")
            .Add("Sharpe ratio", Range(evidence.Sharpe))
            .Add("largest drawdown", $"{Range(evidence.MaxDrawdown)} %")
            .Add("intervals", string.Create(CultureInfo.InvariantCulture, $"{Evidence.Level:0%} of resampled series, blocks of {evidence.BlockDays:0.#} d"))
            .Add("random entries as good", Share(evidence.Permutation))
            .Add(
                evidence.Trials > 1 ? "deflated Sharpe ratio" : "Sharpe ratio above zero",
                evidence.Trials > 1 ? $"{Share(evidence.DeflatedSharpe)} sure with {Counted.Of(evidence.Trials, "trial")}" : $"{Share(evidence.DeflatedSharpe)} sure");
        if (evidence.Overfitting is { } overfitting)
        {
            sheet.Add("probability of overfitting", Share(overfitting));
        }

        Add(sheet, "look ahead", "changed by what comes later", evidence.LookAhead);
        Add(sheet, "warm-up", "changed by where the recording begins", evidence.WarmUp);
        sheet.Write(terminal);
    }

    /// <summary>Values of a candidate: <c>entry.minScore 6.5, divergence.flowBars 12</c>.</summary>
    public static string Values(SweepPlan plan, SweepEntry entry) =>
        string.Join(", ", plan.Space.Parameters.Select((parameter, i) => $"{parameter.Name} {entry.Values[i].ToString("0.######", CultureInfo.InvariantCulture)}"));

    /// <summary>Two places at most; a dash when it is not known.</summary>
    public static string Number(double value) => double.IsFinite(value) ? BacktestWords.Number(value) : Figures.None;

    /// <summary>A share as a percentage.</summary>
    public static string Share(double share) => double.IsFinite(share) ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#} %") : Figures.None;

    private static void Add(Sheet sheet, string name, string what, LeakReport? report)
    {
        if (report is not null)
        {
            var verdict = report.IsClean ? "no signal" : $"SIGNALS in {report.Findings.Count} cuts";
            sheet.Add(name, new Cell($"{verdict} {what} ({Counted.Of(report.Compared, "signal")} compared over {Counted.Of(report.Cuts, "cut")})", report.IsClean ? Tone.Plain : Tone.Bad));
        }
    }

    private static string Range(Interval interval, string format = "0.##") =>
        $"{Number(interval.Estimate, format)} ({Number(interval.Low, format)} to {Number(interval.High, format)})";

    private static string Number(double value, string format) => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : Figures.None;

    private static string Limits(SweepPlan plan)
    {
        var trades = plan.Constraints.MinTrades > 0 ? $", {plan.Constraints.MinTrades} closed trades or more" : string.Empty;
        var drawdown = plan.Constraints.MaxDrawdownPercent is { } most ? $", drawdown up to {Number(most)} %" : string.Empty;
        var early = plan.EarlyShare is { } share ? $", hopeless ones given up after {Share(share)} of the data" : string.Empty;
        return trades + drawdown + early;
    }
}
