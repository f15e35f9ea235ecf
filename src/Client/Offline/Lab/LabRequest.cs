using System.Globalization;
using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Client.Offline.Reports;
using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Costs;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Lab.Search;
using SqueezeFlow.Lab.Search.Files;
using SqueezeFlow.Lab.Trials;

namespace SqueezeFlow.Client.Offline.Lab;

/// <summary>A search that was asked for, with its data.</summary>
/// <param name="Pair">The back-test that is varied.</param>
/// <param name="Inputs">Its files, read and checked.</param>
/// <param name="Space">From values to parameters.</param>
/// <param name="Plan">What is searched, and how.</param>
/// <param name="Options">How candidates are run.</param>
/// <param name="Bars">The bars, shared by all candidates.</param>
internal sealed record LabRequest(PairBacktest Pair, PairInputs Inputs, ParameterSpace Space, SweepPlan Plan, BacktestOptions Options, SymbolBar[] Bars)
{
    private static readonly int FewestBars = new StrategyOptions().MinDataPoints;

    /// <summary>Open interest at a moment; null without. What it counts is not read.</summary>
    public Func<long, double?>? OpenInterest { get; } = Inputs.OpenInterest is { } file ? new OpenInterestChanges(file).At : null;

    /// <summary>Bars of the strategy's window.</summary>
    public int WindowBars => Options.Strategy.WindowBars;

    /// <summary>Everything but the bars that only fill the first window.</summary>
    public BarStretch Whole => BarStretch.Of(Bars, Bars[WindowBars].OpenUnixMs, long.MaxValue, WindowBars)!;

    /// <summary>Where the bars end, milliseconds since 1970 UTC.</summary>
    public long EndUnixMs => Pair.Timeframe.Close(Bars[^1].OpenUnixMs);

    /// <summary>What the user should know before believing the numbers.</summary>
    public IReadOnlyList<string> Notes => [.. Inputs.Notes];

    /// <summary>The files that were read, with their hashes.</summary>
    public IReadOnlyList<ReportInput> Files { get; } = ReportInputs.Of(Inputs);

    /// <summary>Name and SHA-256 of each file; without one where it was a pipe.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Hashes =>
        [.. Files.Select(input => KeyValuePair.Create(input.Role, input.Sha256 ?? "unknown"))];

    /// <summary>What is wrong with a window; empty when nothing is.</summary>
    public static IEnumerable<string> ProblemsOf(TimeSpan lookback, Timeframe timeframe)
    {
        var bars = (long)(lookback.TotalMilliseconds / timeframe.Milliseconds);
        if (bars < FewestBars)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"--lookback: '{lookback.TotalHours:0.##}h' are {bars} bars of {timeframe}, and the strategy decides nothing with fewer than {FewestBars}: give at least {Math.Ceiling(FewestBars * timeframe.Milliseconds / 3_600_000.0):0}h");
        }
    }

    /// <summary>Reads the data.</summary>
    /// <exception cref="DataFormatException">A file will not do, or there are fewer bars than one window and a bar.</exception>
    public static LabRequest Read(PairBacktest pair, ParameterSpace space, SweepPlan plan, TimeSpan lookback)
    {
        var inputs = pair.Read();
        var window = StrategyOptions.BarsOf(lookback, pair.Timeframe);
        SymbolBar[] bars = [.. inputs.Series.Bars];
        if (bars.Length <= window)
        {
            throw new DataFormatException(
                inputs.Perp.Name, "rows", $"{bars.Length} bars that both markets have", $"more than the {window} of the window: give more data, or a shorter --lookback");
        }

        var options = pair.Options;
        options = options with { KnownGaps = inputs.KnownGaps, Costs = inputs.Add(options.Costs, pair.Timeframe), Strategy = options.Strategy with { WindowBars = window, MinDataPoints = FewestBars } };
        return new(pair, inputs, space, plan, options, bars);
    }

    /// <summary>The first line of a result file.</summary>
    public SweepHeader ToHeader() => ToHeader(Options.Costs);

    private SweepHeader ToHeader(TradingCosts costs) => new(
        Versions.OfConsole,
        Plan,
        [
            new("timeframe", Pair.Timeframe.ToString()),
            new("from", Moment(Pair.From)),
            new("to", Moment(Pair.To)),
            new("parameters", ParameterHash.Of(Pair.Parameters)),
            new("balance", Number(Options.InitialBalanceUsd)),
            new("fee", Number(Options.FeeRate)),
            new("slippage", Number(costs.Slippage.FixedShare)),
            new("spread", Number(costs.Slippage.SpreadShare)),
            new("range_slippage", Number(costs.Slippage.RangeShare)),
            new("impact", Number(costs.Slippage.ImpactFactor)),
            new("impact_bars", Number(costs.Slippage.ImpactBars)),
            new("maintenance_margin", Number(costs.Margin?.MaintenanceShare)),
            new("latency_bars", Number(costs.LatencyBars)),
            new("stop", Number(costs.StopShare)),
            new("target", Number(costs.TargetShare)),
            new("limits", Options.EntryLimits is { } limits ? $"live, gaps up to {limits.GapTolerance.ToString("c", CultureInfo.InvariantCulture)}" : "none"),
            new("max_daily_loss", Number(Options.EntryLimits?.MaxDailyLoss)),
            new("cooldown_seconds", Number(Options.EntryLimits?.CooldownAfterLoss.TotalSeconds)),
            new("window_bars", Number(WindowBars)),
        ],
        Hashes);

    private static string Moment(DateTimeOffset? time) => time?.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture) ?? "any";

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "none";
}
