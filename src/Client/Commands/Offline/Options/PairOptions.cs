using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Client.Offline.Costs;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Commands.Offline.Options;

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
    private readonly LimitOptions _limits = new();
    private readonly Option<string[]> _oi = new("--oi") { Description = "Open interest to score with, .csv or .csv.gz", HelpName = "FILE", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _force = new("--force") { Description = "Run files whose market columns do not belong together" };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [.. _source.All, _timeframe, _from, _to, _profile, _parameters, _balance, .. _costs.All, .. _limits.All, _oi, _force];

    /// <summary>What was given, where one symbol is taken.</summary>
    /// <exception cref="ConsoleFailure">Something will not do, or there are several symbols.</exception>
    public PairBacktest Read(ParseResult arguments) => ReadAll(arguments).Pairs is [var only]
        ? only
        : throw new ConsoleFailure(ConsoleExit.BadUsage, "--spot: given several times, and only backtest takes several symbols on one account: give one pair of --spot and --perp");

    /// <summary>What was given, for one symbol or several on one account.</summary>
    /// <exception cref="ConsoleFailure">Something will not do.</exception>
    public AccountBacktest ReadAll(ParseResult arguments)
    {
        var pairs = _source.PairsOf(arguments);
        var (from, to) = (arguments.GetValue(_from), arguments.GetValue(_to));
        if (from >= to)
        {
            throw ConsoleFailure.BadValue("--to", Figures.Time(to), $"is not after --from, {Figures.Time(from)}: give a later time");
        }

        var (file, profile) = (arguments.GetValue(_parameters), arguments.GetValue(_profile));
        var parameters = ParameterFiles.Read(file, profile);
        var costs = CostsOf(arguments, parameters.Profile, pairs.Count);
        var interests = PerSymbol.Of(arguments, _oi, pairs.Count).Select(path => path is null ? null : Existing("--oi", path)).ToList();
        var limits = _limits.Read(arguments, parameters.Profile);
        return new([.. pairs.Select((pair, i) => new PairBacktest(pair.Spot, pair.Perp, pair.Name, arguments.GetValue(_timeframe), parameters, arguments.GetValue(_balance))
        {
            IsNamed = pair.Given is not null,
            DataFolder = _source.DataOf(arguments),
            Columns = _source.ColumnsOf(arguments),
            ParametersFile = file,
            OpenInterestFile = interests[i],
            From = from,
            To = to,
            Costs = costs[i],
            EntryLimits = limits,
            IsForced = arguments.GetValue(_force),
        })]);
    }

    private IReadOnlyList<CostsAsked> CostsOf(ParseResult arguments, StrategyProfile profile, int symbols)
    {
        var costs = _costs.Read(arguments, symbols);
        var latency = costs[0].Trading.LatencyBars;
        return profile == StrategyProfile.Original && latency > 0
            ? throw ConsoleFailure.BadValue("--latency", $"{latency}", "has no effect in Original, which fills at the close that decides: leave it out, or take --profile Corrected")
            : costs;
    }

    private static string Existing(string option, string path) =>
        File.Exists(path) ? path : throw ConsoleFailure.BadValue(option, path, "is no file: give a .csv or .csv.gz");
}
