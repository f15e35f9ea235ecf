using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Client.Offline.Costs;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Parameters;

namespace SqueezeFlow.Client.Commands.Offline;

/// <summary>What back-tests run over and with, that of <c>backtest</c> and those of a search.</summary>
internal sealed class PairOptions
{
    private readonly SourceOptions _source = new();
    private readonly Option<Timeframe> _timeframe = BacktestValues.Frame();
    private readonly Option<DateTimeOffset?> _from = Values.Moment("--from", "Use only bars that open at it or later");
    private readonly Option<DateTimeOffset?> _to = Values.Moment("--to", "Use only bars that close at it or before");
    private readonly Option<StrategyProfile?> _profile = Profiles.Option("Original or Corrected (default)");
    private readonly Option<string?> _parameters = ParameterFiles.Option();
    private readonly Option<int> _balance = Values.Whole("--balance", "Cash at the start, USD", 100, 1_000_000_000, 10_000);
    private readonly CostOptions _costs = new();
    private readonly Option<LimitsChoice?> _limits = BacktestValues.Limits();
    private readonly Option<TimeSpan?> _gapTolerance = BacktestValues.GapTolerance();
    private readonly Option<string?> _oi = new("--oi") { Description = "Open interest to score with, .csv or .csv.gz", HelpName = "FILE" };
    private readonly Option<bool> _force = new("--force") { Description = "Run files whose market columns do not belong together" };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [.. _source.All, _timeframe, _from, _to, _profile, _parameters, _balance, .. _costs.All, _limits, _gapTolerance, _oi, _force];

    /// <summary>What was given.</summary>
    public PairBacktest Read(ParseResult arguments)
    {
        var pair = _source.PairOf(arguments);
        var (from, to) = (arguments.GetValue(_from), arguments.GetValue(_to));
        if (from >= to)
        {
            throw ConsoleFailure.BadValue("--to", Figures.Time(to), $"is not after --from, {Figures.Time(from)}: give a later time");
        }

        var (file, profile) = (arguments.GetValue(_parameters), arguments.GetValue(_profile));
        var parameters = file is null ? StrategyParameters.Of(profile ?? StrategyProfile.Corrected) : ParameterFiles.Read(file, profile);
        return new(pair.Spot, pair.Perp, pair.Name, arguments.GetValue(_timeframe), parameters, arguments.GetValue(_balance))
        {
            DataFolder = _source.DataOf(arguments),
            Columns = _source.ColumnsOf(arguments),
            ParametersFile = file,
            OpenInterestFile = arguments.GetValue(_oi) is { } oi ? Existing("--oi", oi) : null,
            From = from,
            To = to,
            Costs = CostsOf(arguments, parameters.Profile),
            EntryLimits = LimitsOf(arguments, parameters.Profile),
            IsForced = arguments.GetValue(_force),
        };
    }

    private CostsAsked CostsOf(ParseResult arguments, StrategyProfile profile)
    {
        var costs = _costs.Read(arguments);
        return profile == StrategyProfile.Original && costs.Trading.LatencyBars > 0
            ? throw ConsoleFailure.BadValue("--latency", $"{costs.Trading.LatencyBars}", "has no effect in Original, which fills at the close that decides: leave it out, or take --profile Corrected")
            : costs;
    }

    // What was recorded of the reference system fills everything; what trades live does not.
    private EntryLimits? LimitsOf(ParseResult arguments, StrategyProfile profile)
    {
        var tolerance = arguments.GetValue(_gapTolerance);
        var usual = profile == StrategyProfile.Corrected || tolerance is not null ? LimitsChoice.Live : LimitsChoice.None;
        if ((arguments.GetValue(_limits) ?? usual) == LimitsChoice.Live)
        {
            return tolerance is { } span ? new EntryLimits { GapTolerance = span } : new EntryLimits();
        }

        return tolerance is { } unused
            ? throw ConsoleFailure.BadValue("--gap-tolerance", Figures.Span(unused), "has no effect with --limits none: leave one of the two out")
            : null;
    }

    private static string Existing(string option, string path) =>
        File.Exists(path) ? path : throw ConsoleFailure.BadValue(option, path, "is no file: give a .csv or .csv.gz");
}
