using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Offline.Vectors.Suites;

/// <summary>A back-test over recorded bar files: vectors that name a <c>spot</c> and a <c>perp</c> file.</summary>
internal sealed class BacktestSuite(VectorParameters parameters) : IVectorSuite
{
    public bool Handles(string name, VectorRow first) => first.Has("perp") && first.Has("spot") && first.Has("initial_balance");

    public IEnumerable<VectorVerdict> VerdictsOf(VectorRow row)
    {
        var expected = row.GetObject("expected");
        return Enum.GetValues<StrategyProfile>()
            .Where(profile => expected.Has(profile.ToString()))
            .Select(profile => profile == StrategyProfile.Original ? VectorVerdict.Original : VectorVerdict.Corrected);
    }

    public void Judge(VectorRow row, VectorVerdict verdict, MismatchList mismatches)
    {
        var profile = verdict == VectorVerdict.Original ? StrategyProfile.Original : StrategyProfile.Corrected;
        var timeframe = VectorBars.TimeframeOf(row);
        var bars = PairedBars.Pair(BarFile.Read(DataFile(row, "spot")).Bars, BarFile.Read(DataFile(row, "perp")).Bars, timeframe);
        Check(row, bars, mismatches);
        var result = new BacktestEngine(new()
        {
            Symbol = row.GetText("symbol"),
            InitialBalanceUsd = row.GetNumber("initial_balance"),
            Strategy = new() { Parameters = parameters.Of(profile), Timeframe = timeframe, WindowBars = 0, MinDataPoints = 0 },
        }).Run(bars);
        mismatches.Compare("", row.GetObject("expected").GetObject(profile.ToString()).Json, ReplayTree.Summary(result), _ => false);
    }

    private static void Check(VectorRow row, List<SymbolBar> bars, MismatchList mismatches)
    {
        if (row.Has("bars") && row.GetNumber("bars") != bars.Count)
        {
            mismatches.Add("bars", row.Get("bars").Json.GetRawText(), bars.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static string DataFile(VectorRow row, string name) =>
        Path.GetFullPath(Path.Combine(row.Folder, "..", "..", "data", row.GetText(name)));
}
