using System.CommandLine;
using System.Globalization;
using SqueezeFlow.Client.Commands.Offline.Options;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Offline.Lab;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Backtest.Parity;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Shadowing;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Commands.Lab;

/// <summary>Which day is replayed, and how the service was set.</summary>
internal sealed class ParityOptions
{
    private const string DayFormat = "yyyy-MM-dd";

    private readonly Option<DateOnly> _day = new("--day")
    {
        Description = "The day, UTC",
        HelpName = "DATE",
        Required = true,
        CustomParser = result => DateOnly.TryParseExact(Values.Text(result), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : Values.Refuse<DateOnly>(result, "--day", "is no day: give year, month and day, e.g. --day 2026-11-29"),
    };

    private readonly Option<string> _data = new("--data") { Description = "Data folder of the service", HelpName = "FOLDER", Required = true };
    private readonly Option<string?> _symbol = Values.SymbolFilter();
    private readonly Option<Timeframe> _timeframe = Values.Frame("5m");
    private readonly Option<StrategyProfile?> _profile = Profiles.Option("Original or Corrected (default)");
    private readonly Option<string?> _parameters = ParameterFiles.Option();
    private readonly Option<TimeSpan> _lookback = LabValues.Span("--lookback", "Window of the strategy", "48h");
    private readonly Option<int> _minBars = Values.Whole("--min-bars", "Bars that an evaluation needs", 1, 100_000, 40);
    private readonly Option<TimeSpan> _gapTolerance = LabValues.Span("--gap-tolerance", "Missing bars in the window above which no entry is made", "10m");
    private readonly Option<string?> _shadows = ShadowFiles.Option();
    private readonly Option<double> _fee = new("--fee")
    {
        Description = "What shadows pay for a fill (Paper:FeeRate), a share or a percentage (default 0.1%)",
        HelpName = "SHARE",
        DefaultValueFactory = _ => new BacktestOptions().FeeRate,
        CustomParser = result => BacktestValues.TryReadShare(Values.Text(result), out var share) && share is >= 0 and < 0.1
            ? share
            : Values.Refuse<double>(result, "--fee", "is not a share from 0 to below 0.1: give e.g. --fee 0.05%"),
    };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_day, _data, _symbol, _timeframe, _profile, _parameters, _lookback, _minBars, _gapTolerance, _shadows, _fee];

    /// <summary>What was given.</summary>
    public ParityAsked Read(ParseResult arguments)
    {
        var (timeframe, lookback) = (arguments.GetValue(_timeframe), arguments.GetValue(_lookback));
        SearchOptions.Refuse([.. LabRequest.ProblemsOf(lookback, timeframe)]);
        var (file, profile) = (arguments.GetValue(_parameters), arguments.GetValue(_profile));
        var day = arguments.GetValue(_day);
        var from = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        var strategy = new StrategyOptions
        {
            Parameters = ParameterFiles.Read(file, profile),
            Timeframe = timeframe,
            WindowBars = StrategyOptions.BarsOf(lookback, timeframe),
            MinDataPoints = arguments.GetValue(_minBars),
        };
        var limits = new EntryLimits { GapLookback = lookback, GapTolerance = arguments.GetValue(_gapTolerance) };
        return new(
            arguments.GetRequiredValue(_data), day, arguments.GetValue(_symbol), new(from.ToUnixTimeMilliseconds(), from.AddDays(1).ToUnixTimeMilliseconds(), strategy, limits))
        {
            Shadows = ShadowFiles.Read(arguments.GetValue(_shadows), strategy.Parameters),
            FeeRate = arguments.GetValue(_fee),
        };
    }
}

/// <summary>A day to replay.</summary>
/// <param name="Folder">Data folder of the service.</param>
/// <param name="Day">The day, UTC.</param>
/// <param name="Symbol">The symbol; null for all.</param>
/// <param name="Plan">What is compared, and how the service was set.</param>
internal sealed record ParityAsked(string Folder, DateOnly Day, string? Symbol, ParityPlan Plan)
{
    /// <summary>Shadows to compare, the live parameters first; none when that was not asked for.</summary>
    public IReadOnlyList<ShadowSpec> Shadows { get; init; } = [];

    /// <summary>What shadows pay for a fill, as a share of its notional.</summary>
    public double FeeRate { get; init; }

    /// <summary>Refuses a timeframe at whose bars the service did not decide.</summary>
    /// <exception cref="ConsoleFailure">A signal was decided between two bars.</exception>
    public void CheckTimeframe(IReadOnlyList<LivedTime> lived)
    {
        var timeframe = Plan.Strategy.Timeframe;
        var other = lived.SelectMany(symbol => symbol.Signals).Select(record => record.Signal).FirstOrDefault(signal =>
            signal.Source is null && signal.BarCloseUnixMs > Plan.FromUnixMs && signal.BarCloseUnixMs <= Plan.ToUnixMs && timeframe.Floor(signal.BarCloseUnixMs) != signal.BarCloseUnixMs);
        if (other is not null)
        {
            throw ConsoleFailure.BadValue("--timeframe", timeframe.ToString(), $"is not what the service decided by: {other.Id} was decided at {Figures.Time(other.BarCloseUnixMs)}: give its Strategy:Timeframe");
        }
    }
}
