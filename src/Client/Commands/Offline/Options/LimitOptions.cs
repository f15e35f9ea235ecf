using System.CommandLine;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Commands.Offline.Options;

/// <summary>Limits on entries: which of them hold, and how narrow they are.</summary>
internal sealed class LimitOptions
{
    private readonly Option<LimitsChoice?> _limits = BacktestValues.Limits();
    private readonly Option<TimeSpan?> _gapTolerance = BacktestValues.Span("--gap-tolerance", "Missing bars in the last 48 h above which no entry is made, e.g. 10m (default) or 2h", "30m");
    private readonly Option<int?> _maxPositions = BacktestValues.MaxPositions();
    private readonly Option<double?> _maxDailyLoss = BacktestValues.MaxDailyLoss();
    private readonly Option<TimeSpan?> _cooldown = BacktestValues.Span("--cooldown-after-loss", "Time after a loss in which its symbol is not entered (default: none)", "2h");

    /// <summary>All of them, in the order of help.</summary>
    public IEnumerable<Option> All => [_limits, _gapTolerance, _maxPositions, _maxDailyLoss, _cooldown];

    /// <summary>The limits that were asked for; null for none.</summary>
    /// <exception cref="ConsoleFailure">One was given beside --limits none.</exception>
    public EntryLimits? Read(ParseResult arguments, StrategyProfile profile)
    {
        var (tolerance, positions) = (arguments.GetValue(_gapTolerance), arguments.GetValue(_maxPositions));
        var (loss, cooldown) = (arguments.GetValue(_maxDailyLoss), arguments.GetValue(_cooldown));
        (string Name, string? Value)[] given =
        [
            (_gapTolerance.Name, tolerance is { } span ? Figures.Span(span) : null),
            (_maxPositions.Name, positions is { } count ? Figures.Count(count) : null),
            (_maxDailyLoss.Name, loss?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            (_cooldown.Name, cooldown is { } pause ? Figures.Span(pause) : null),
        ];
        var isGiven = given.Any(one => one.Value is not null);

        // What was recorded of the reference system fills everything; what trades live does not.
        var usual = profile == StrategyProfile.Corrected || isGiven ? LimitsChoice.Live : LimitsChoice.None;
        if ((arguments.GetValue(_limits) ?? usual) == LimitsChoice.None)
        {
            return given.FirstOrDefault(one => one.Value is not null) is ({ } name, { } value)
                ? throw ConsoleFailure.BadValue(name, value, "has no effect with --limits none: leave one of the two out")
                : null;
        }

        var live = new EntryLimits();
        return live with
        {
            GapTolerance = tolerance ?? live.GapTolerance,
            MaxOpenPositions = positions ?? live.MaxOpenPositions,
            MaxDailyLoss = loss ?? live.MaxDailyLoss,
            CooldownAfterLoss = cooldown ?? live.CooldownAfterLoss,
        };
    }
}
